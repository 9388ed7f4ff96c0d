import {
  type EnabledEndpoints,
  type Endpoint,
  type FacetCount,
  isTaskId,
  type ModelEntry,
  type RegistryFacets,
  type RegistryStats,
  type SearchFilters,
  type TaskCount,
} from "@hugginggpt/shared";
import { eq, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { VersionedCache } from "../collections/versioned-cache.js";
import type { DescribeModel } from "../ports/describe-model.js";
import type {
  LexicalHit,
  LexicalQuery,
  ModelView,
  RankingFacts,
  RegistryReader,
} from "../ports/registry-reader.js";
import { type Numbered, numbered, type RegistryDatabase } from "./database/registry-database.js";
import { cards, endpoints, models } from "./database/schema.js";
import { endpointOfRow } from "./records/endpoint-row.js";
import { conditionOf } from "./records/filter-sql.js";
import type { ModelRow } from "./records/model-row.js";
import { modelView } from "./records/model-view.js";
import { type PlaceRow, type TaskRow, taskCounts } from "./records/task-places.js";
import { numberIn } from "./statements/bookkeeping.js";
import * as counts from "./statements/counts.js";
import { LexicalScorer } from "./texts/lexical-scorer.js";
import { TextIndex } from "./texts/text-index.js";

const BYTES = "SELECT page_count * page_size AS n FROM pragma_page_count, pragma_page_size";
const PLACES = counts.countPlaces("IN (SELECT value FROM json_each($1))");
const OF_ALIAS = "SELECT row FROM aliases WHERE id = ?";
/** Models whose facts are in memory at most, some 500 bytes each. */
const MAX_FACTS = 100_000;
/** Ids of lists of models that pass filters. */
const MAX_PASSING_IDS = 2_000_000;
/** Sets of filters whose models are counted once, and of kinds of endpoint. */
const MAX_COUNTS = 1_000;

/** The read side on SQLite. */
export class SqliteRegistryReader implements RegistryReader {
  readonly #db: RegistryDatabase;
  readonly #texts: TextIndex;
  readonly #scorer: LexicalScorer;
  readonly #facts = new VersionedCache<RankingFacts>(MAX_FACTS, () => 1);
  readonly #passing = new VersionedCache<readonly string[]>(MAX_PASSING_IDS, (ids) => 1 + ids.length);
  readonly #counted = new VersionedCache<number>(MAX_COUNTS, () => 1);
  readonly #tasks = new VersionedCache<readonly TaskCount[]>(MAX_COUNTS, () => 1);
  readonly #rows;
  readonly #cards;
  readonly #endpoints;

  constructor(db: RegistryDatabase, describe: DescribeModel) {
    this.#db = db;
    this.#texts = new TextIndex(db, describe);
    this.#scorer = new LexicalScorer(db);
    const among = (column: SQLiteColumn, list: string) =>
      sql`${column} IN (SELECT value FROM json_each(${sql.placeholder(list)}))`;
    this.#rows = db.orm.select().from(models).where(among(models.id, "ids")).prepare();
    this.#cards = db.orm.select().from(cards).where(among(cards.row, "rows")).prepare();
    this.#endpoints = db.orm
      .select()
      .from(endpoints)
      .where(among(endpoints.row, "rows"))
      .orderBy(endpoints.provider, endpoints.task, endpoints.target)
      .prepare();
  }

  async count(filters: SearchFilters): Promise<number> {
    const { where, values } = conditionOf(filters);
    return this.#db.read(() =>
      this.#counted
        .at(this.#db.changes())
        .of(JSON.stringify([where, values]), () =>
          numberIn(this.#db.query(counts.countModels(where), values)),
        ),
    );
  }

  async passing(filters: SearchFilters, limit?: number): Promise<readonly string[]> {
    const { where, values } = conditionOf(filters);
    const query = `SELECT m.id FROM models AS m${where && ` WHERE ${where}`} ORDER BY m.downloads DESC, m.id`;
    return this.#db.read(() => {
      const read = (end: string, ...more: readonly number[]) =>
        this.#db
          .statement<[Numbered], string>(query + end)
          .pluck()
          .all(numbered([...values, ...more]));
      if (limit !== undefined) return read(` LIMIT $${values.length + 1}`, limit);
      return this.#passing.at(this.#db.changes()).of(JSON.stringify([where, values]), () => read(""));
    });
  }

  async lexical(query: LexicalQuery, filters: SearchFilters, limit: number): Promise<readonly LexicalHit[]> {
    return this.#db.read(() => this.#scorer.best(query, filters, limit));
  }

  async facts(ids: readonly string[]): Promise<readonly RankingFacts[]> {
    return this.#db.read(() => {
      const known = this.#facts.at(this.#db.changes());
      const facts = ids.map((id) => known.get(id));
      const missing = ids.filter((_, at) => facts[at] === undefined);
      const read = new Map(missing.length === 0 ? [] : this.#factsOf(missing).map((one) => [one.id, one]));
      for (const [id, one] of read) known.set(id, one);
      return ids.flatMap((id, at) => facts[at] ?? read.get(id) ?? []);
    });
  }

  async views(ids: readonly string[]): Promise<readonly ModelView[]> {
    const views = this.#db.read(() => this.#viewsOf(this.#rows.all({ ids: JSON.stringify(ids) })));
    const byId = new Map(views.map((view) => [view.model.id, view]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  async entry(id: string): Promise<ModelEntry | null> {
    return this.#db.read(() => {
      const found = this.#find(id);
      const [view] = found === undefined ? [] : this.#viewsOf([found]);
      if (view === undefined) return null;
      const { summary: _summary, ...entry } = view;
      return entry;
    });
  }

  async tasks(enabled: EnabledEndpoints): Promise<readonly TaskCount[]> {
    return this.#db.read(() =>
      this.#tasks
        .at(this.#db.changes())
        .of(enabled.join(), () =>
          taskCounts(
            this.#byTask({}),
            this.#byTask({ runnable: enabled }),
            this.#db.query<PlaceRow>(PLACES, [JSON.stringify(enabled)]),
          ),
        ),
    );
  }

  async stats(): Promise<Omit<RegistryStats, "vectorIndex">> {
    const query = <Row>(sql: string) => this.#db.query<Row>(sql);
    return this.#db.read(() => ({
      ...counts.statsOf(
        query(counts.COUNT_MODELS),
        query(counts.COUNT_CARDS),
        query<counts.RestRow>(counts.COUNT_REST)[0],
      ),
      bytes: numberIn(query(BYTES)),
    }));
  }

  async facets(): Promise<RegistryFacets> {
    const { licenses, providers, years } = counts.FACETS;
    return this.#db.read(() => ({
      licenses: this.#db.query<FacetCount>(licenses),
      providers: this.#db.query<FacetCount>(providers),
      years: this.#db.query<FacetCount>(years),
    }));
  }

  /** The row of an id, or of the model that had the id formerly. */
  #find(id: string): ModelRow | undefined {
    const found = this.#db.orm.select().from(models).where(eq(models.id, id)).get();
    const row =
      found === undefined ? this.#db.statement<[string], number>(OF_ALIAS).pluck().get(id) : undefined;
    return row === undefined ? found : this.#db.orm.select().from(models).where(eq(models.row, row)).get();
  }

  #viewsOf(found: readonly ModelRow[]): ModelView[] {
    const rows = JSON.stringify(found.map(({ row }) => row));
    const cardOf = new Map(this.#cards.all({ rows }).map((card) => [card.row, card]));
    const endpointsOf = new Map<number, Endpoint[]>(found.map(({ row }) => [row, []]));
    for (const endpoint of this.#endpoints.all({ rows }))
      endpointsOf.get(endpoint.row)?.push(endpointOfRow(endpoint));
    return found.map((row) =>
      modelView(
        row,
        cardOf.get(row.row),
        endpointsOf.get(row.row) ?? [],
        () => this.#texts.textOf(row).text.summary,
      ),
    );
  }

  #byTask(filters: SearchFilters) {
    const { where, values } = conditionOf(filters);
    return this.#db.query<TaskRow>(counts.countByTask(where), values);
  }

  #factsOf(ids: readonly string[]): RankingFacts[] {
    return this.#db.statement<[string], FactsRow>(FACTS).all(JSON.stringify(ids)).map(factsOf);
  }
}

const FACTS = `
  SELECT id, task, downloads, likes, parameters, profile, words, source, base_relation AS baseRelation
  FROM models WHERE id IN (SELECT value FROM json_each(?))`;

type FactsRow = Omit<RankingFacts, "task" | "profile"> & {
  readonly task: string | null;
  /** JSON. */
  readonly profile: string | null;
};

/** Copies each column by name: with a spread, every object has a hidden class of its own and twice the size. */
function factsOf(row: FactsRow): RankingFacts {
  return {
    id: row.id,
    task: row.task !== null && isTaskId(row.task) ? row.task : null,
    downloads: row.downloads,
    likes: row.likes,
    parameters: row.parameters,
    profile: row.profile === null ? null : JSON.parse(row.profile),
    source: row.source,
    baseRelation: row.baseRelation,
    words: row.words,
  };
}

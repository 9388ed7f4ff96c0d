import {
  type CardState,
  type EnabledEndpoints,
  type Endpoint,
  isTaskId,
  type ModelEntry,
  type RecordSource,
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
import { MetaTable } from "./database/meta-table.js";
import type { RegistryDatabase } from "./database/registry-database.js";
import { cards, endpoints, models } from "./database/schema.js";
import { endpointOfRow } from "./records/endpoint-row.js";
import { registryFacets } from "./records/facets.js";
import { conditionOf } from "./records/filter-sql.js";
import type { ModelRow } from "./records/model-row.js";
import { modelView } from "./records/model-view.js";
import { type TaskRow, taskCounts, taskPlaces } from "./records/task-places.js";
import { LexicalScorer } from "./texts/lexical-scorer.js";
import { TextIndex } from "./texts/text-index.js";

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
  readonly #meta: MetaTable;
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
    this.#meta = new MetaTable(db);
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
    const query = `SELECT count(*) FROM models${where && ` WHERE ${where}`}`;
    return this.#db.read(() =>
      this.#counted
        .at(this.#db.changes())
        .of(JSON.stringify([where, values]), () => this.#numbers(query, values)[0] ?? 0),
    );
  }

  async passing(filters: SearchFilters, limit?: number): Promise<readonly string[]> {
    const { where, values } = conditionOf(filters);
    const query = `SELECT id FROM models${where && ` WHERE ${where}`} ORDER BY downloads DESC, id`;
    return this.#db.read(() => {
      const read = (end: string, ...bind: readonly (string | number)[]) =>
        this.#db
          .statement<(string | number)[], string>(query + end)
          .pluck()
          .all(...values, ...bind);
      if (limit !== undefined) return read(" LIMIT ?", limit);
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
          taskCounts(this.#byTask({}), this.#byTask({ runnable: enabled }), taskPlaces(this.#db, enabled)),
        ),
    );
  }

  async stats(): Promise<Omit<RegistryStats, "vectorIndex">> {
    return this.#db.read(() => ({
      models: this.#counts<RecordSource>(
        "SELECT source AS name, count(*) AS n FROM models GROUP BY 1",
        NO_MODELS,
      ),
      cards: this.#counts<CardState>(
        `SELECT coalesce(cards.state, 'none') AS name, count(*) AS n
         FROM models LEFT JOIN cards ON cards.row = models.row GROUP BY 1`,
        NO_CARDS,
      ),
      vectors: this.#numbers("SELECT count(*) FROM vectors", [])[0] ?? 0,
      embedder: this.#meta.get("embedder"),
      endpoints: this.#numbers("SELECT count(*) FROM endpoints", [])[0] ?? 0,
      lastSync: this.#meta.get("lastSync"),
      bytes:
        this.#numbers("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", [])[0] ?? 0,
    }));
  }

  async facets(): Promise<RegistryFacets> {
    return this.#db.read(() => registryFacets(this.#db));
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
    return this.#db.sql
      .prepare<(string | number)[], TaskRow>(
        `SELECT task, count(*) AS n FROM models WHERE task IS NOT NULL${where && ` AND ${where}`}
         GROUP BY task ORDER BY n DESC, task`,
      )
      .all(...values);
  }

  #factsOf(ids: readonly string[]): RankingFacts[] {
    return this.#db.statement<[string], FactsRow>(FACTS).all(JSON.stringify(ids)).map(factsOf);
  }

  #counts<Name extends string>(query: string, none: Readonly<Record<Name, number>>): Record<Name, number> {
    const rows = this.#db.sql.prepare<[], { name: Name; n: number }>(query).all();
    const counts: Record<Name, number> = { ...none };
    for (const { name, n } of rows) counts[name] = n;
    return counts;
  }

  #numbers(query: string, values: readonly (string | number)[]): number[] {
    return this.#db.sql
      .prepare<(string | number)[], number>(query)
      .pluck()
      .all(...values);
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

/** Named one by one: copies of rows in one go are objects of a hidden class each, of twice the size and slow to read. */
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

const NO_MODELS = { hub: 0, seed: 0, starter: 0, builtin: 0 };
const NO_CARDS = { none: 0, read: 0, missing: 0, gated: 0, failed: 0 };

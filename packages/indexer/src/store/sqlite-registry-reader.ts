import {
  type CardState,
  type EnabledEndpoints,
  type Endpoint,
  type FieldWeights,
  isTaskId,
  type LexicalHit,
  type LexicalQuery,
  type ModelCard,
  type ModelEntry,
  type ModelView,
  oneLine,
  type RankingFacts,
  type RecordSource,
  type RegistryReader,
  type RegistryStats,
  type SearchFilters,
  type StoredVector,
  type TaskCount,
  type TermScores,
  type VectorState,
  type WordScores,
} from "@hugginggpt/shared";
import { eq, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { AliasTable } from "./alias-table.js";
import type { DescribeModel } from "./describe-model.js";
import { endpointOfRow } from "./endpoint-row.js";
import { conditionOf } from "./filter-sql.js";
import { MetaTable } from "./meta-table.js";
import { type ModelRow, recordOfRow } from "./model-row.js";
import type { RegistryDatabase } from "./registry-database.js";
import { cards, endpoints, models } from "./schema.js";
import { taskPlaces } from "./task-places.js";
import { termScores } from "./term-scores.js";
import { TextIndex } from "./text-index.js";
import { TextSearch } from "./text-search.js";
import { textVersion } from "./text-version.js";
import { VectorTable } from "./vector-table.js";
import { WordTerms } from "./word-terms.js";

/** The read side on SQLite. */
export class SqliteRegistryReader implements RegistryReader {
  readonly #db: RegistryDatabase;
  readonly #vectors: VectorTable;
  readonly #meta: MetaTable;
  readonly #texts: TextIndex;
  readonly #search: TextSearch;
  readonly #terms = new WordTerms();
  readonly #rows;
  readonly #cards;
  readonly #endpoints;

  constructor(db: RegistryDatabase, describe: DescribeModel) {
    this.#db = db;
    this.#texts = new TextIndex(db, describe);
    this.#search = new TextSearch(db);
    this.#meta = new MetaTable(db);
    this.#vectors = new VectorTable(db, this.#meta, this.#texts);
    const among = (row: SQLiteColumn) =>
      sql`${row} IN (SELECT value FROM json_each(${sql.placeholder("rows")}))`;
    this.#rows = db.orm.select().from(models).where(among(models.row)).prepare();
    this.#cards = db.orm.select().from(cards).where(among(cards.row)).prepare();
    this.#endpoints = db.orm
      .select()
      .from(endpoints)
      .where(among(endpoints.row))
      .orderBy(endpoints.provider, endpoints.task, endpoints.target)
      .prepare();
  }

  async count(filters: SearchFilters): Promise<number> {
    const { where, values } = conditionOf(filters);
    const [count] = this.#numbers(`SELECT count(*) FROM models${where && ` WHERE ${where}`}`, values);
    return count ?? 0;
  }

  async passing(filters: SearchFilters): Promise<readonly number[] | null> {
    const { where, values } = conditionOf(filters);
    if (where === "") return null;
    return this.#numbers(`SELECT row FROM models WHERE ${where} ORDER BY row`, values);
  }

  async popular(filters: SearchFilters, k: number): Promise<readonly number[]> {
    const { where, values } = conditionOf(filters);
    const order = "ORDER BY downloads DESC, id LIMIT ?";
    return this.#numbers(`SELECT row FROM models${where && ` WHERE ${where}`} ${order}`, [...values, k]);
  }

  async version(): Promise<string> {
    return this.#db.read(() => this.#db.changes());
  }

  async lexical(query: LexicalQuery, filters: SearchFilters, limit: number): Promise<readonly LexicalHit[]> {
    return this.#db.read(() => this.#search.best(query, filters, limit));
  }

  async wordScores(word: string, weights: FieldWeights): Promise<WordScores> {
    return this.#db.read(() => this.#search.scoresOf(word, weights));
  }

  async termOf(word: string): Promise<string | null> {
    return this.#terms.of(word);
  }

  termScores(
    weights: FieldWeights,
    begin: (version: string) => void,
    signal?: AbortSignal,
  ): AsyncIterable<TermScores> {
    return termScores(this.#db.file, weights, begin, signal);
  }

  async textVersion(): Promise<string> {
    return this.#db.read(() => textVersion(this.#db));
  }

  async facts(rows: readonly number[]): Promise<readonly RankingFacts[]> {
    const found = this.#db.read(() =>
      this.#db.statement<[string], FactsRow>(FACTS).all(JSON.stringify(rows)),
    );
    return inOrder(rows, found.map(factsOf));
  }

  async factsAfter(row: number, limit: number): Promise<readonly RankingFacts[]> {
    return this.#db.read(() =>
      this.#db.statement<[number, number], FactsRow>(FACTS_AFTER).all(row, limit).map(factsOf),
    );
  }

  async views(rows: readonly number[]): Promise<readonly ModelView[]> {
    const views = this.#db.read(() => this.#viewsOf(this.#rows.all({ rows: JSON.stringify(rows) })));
    return inOrder(rows, views);
  }

  async entry(id: string): Promise<ModelEntry | null> {
    return this.#db.read(() => {
      const found = this.#find(id);
      const [view] = found === undefined ? [] : this.#viewsOf([found]);
      if (view === undefined) return null;
      const { row: _row, summary: _summary, ...entry } = view;
      return entry;
    });
  }

  async tasks(enabled: EnabledEndpoints): Promise<readonly TaskCount[]> {
    const all = await this.#byTask({});
    const runnable = new Map(await this.#byTask({ runnable: enabled }));
    const places = taskPlaces(this.#db, enabled);
    return all.map(([task, count]) => ({
      task,
      models: count,
      runnable: runnable.get(task) ?? 0,
      places: places.get(task) ?? [],
    }));
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
      vectors: this.#vectors.state().count,
      embedder: this.#meta.get("embedder"),
      endpoints: this.#numbers("SELECT count(*) FROM endpoints", [])[0] ?? 0,
      lastSync: this.#meta.get("lastSync"),
      bytes:
        this.#numbers("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", [])[0] ?? 0,
    }));
  }

  async embedder() {
    return this.#db.read(() => this.#meta.embedder());
  }

  async vectorVersion(): Promise<number> {
    return this.#db.read(() => this.#vectors.version());
  }

  async vectorState(): Promise<VectorState> {
    return this.#db.read(() => this.#vectors.state());
  }

  async vectorsAfter(seq: number, limit: number): Promise<readonly StoredVector[]> {
    return this.#db.read(() => this.#vectors.after(seq, limit));
  }

  async vectorsAt(rows: readonly number[]): Promise<readonly StoredVector[]> {
    return this.#db.read(() => this.#vectors.at(rows));
  }

  async vectorRows(): Promise<readonly number[]> {
    return this.#db.read(() => this.#vectors.rows());
  }

  /** The row of an id, or of the model that had the id formerly. */
  #find(id: string): ModelRow | undefined {
    const found = this.#db.orm.select().from(models).where(eq(models.id, id)).get();
    const row = found === undefined ? new AliasTable(this.#db).row(id) : undefined;
    return row === undefined ? found : this.#db.orm.select().from(models).where(eq(models.row, row)).get();
  }

  #viewsOf(found: readonly ModelRow[]): ModelView[] {
    const rows = JSON.stringify(found.map(({ row }) => row));
    const cardOf = new Map(this.#cards.all({ rows }).map((card) => [card.row, card]));
    const endpointsOf = new Map<number, Endpoint[]>(found.map(({ row }) => [row, []]));
    for (const endpoint of this.#endpoints.all({ rows }))
      endpointsOf.get(endpoint.row)?.push(endpointOfRow(endpoint));
    return found.map((row) => ({
      ...this.#viewOf(row, cardOf.get(row.row)),
      endpoints: endpointsOf.get(row.row) ?? [],
    }));
  }

  #viewOf(row: ModelRow, stored: typeof cards.$inferSelect | undefined): Omit<ModelView, "endpoints"> {
    const hasText = stored !== undefined && stored.text !== null;
    const card = hasText ? { modelId: row.id, text: stored.text ?? "", summary: stored.summary ?? "" } : null;
    return {
      row: row.row,
      model: recordOfRow(row),
      card,
      cardState: stored?.state ?? "none",
      summary: oneLine(this.#summaryOf(row, card)),
    };
  }

  /** A card with a summary has it for the text's; to describe the rest of the model takes longer than to read it. */
  #summaryOf(row: ModelRow, card: ModelCard | null): string {
    return card?.text && card.summary ? card.summary : this.#texts.textOf(row).text.summary;
  }

  async #byTask(filters: SearchFilters) {
    const { where, values } = conditionOf(filters);
    const rows = this.#db.read(() =>
      this.#db.sql
        .prepare<(string | number)[], { task: string; n: number }>(
          `SELECT task, count(*) AS n FROM models WHERE task IS NOT NULL${where && ` AND ${where}`}
           GROUP BY task ORDER BY n DESC, task`,
        )
        .all(...values),
    );
    return rows.flatMap(({ task, n }) => (isTaskId(task) ? [[task, n] as const] : []));
  }

  #counts<Name extends string>(query: string, none: Readonly<Record<Name, number>>): Record<Name, number> {
    const rows = this.#db.sql.prepare<[], { name: Name; n: number }>(query).all();
    const counts: Record<Name, number> = { ...none };
    for (const { name, n } of rows) counts[name] = n;
    return counts;
  }

  #numbers(query: string, values: readonly (string | number)[]): number[] {
    return this.#db.read(() =>
      this.#db.sql
        .prepare<(string | number)[], number>(query)
        .pluck()
        .all(...values),
    );
  }
}

const FACTS_OF = `
  SELECT row, id, task, downloads, likes, languages, words, source, base_relation AS baseRelation FROM models`;
const FACTS = `${FACTS_OF} WHERE row IN (SELECT value FROM json_each(?))`;
const FACTS_AFTER = `${FACTS_OF} WHERE row > ? ORDER BY row LIMIT ?`;

type FactsRow = Omit<RankingFacts, "task" | "languages"> & {
  readonly task: string | null;
  /** JSON. */
  readonly languages: string;
};

function factsOf({ task, languages, ...same }: FactsRow): RankingFacts {
  const known = task !== null && isTaskId(task) ? task : null;
  return { ...same, task: known, languages: languages === "[]" ? NO_LANGUAGES : JSON.parse(languages) };
}

const NO_LANGUAGES: readonly string[] = [];
const NO_MODELS = { hub: 0, seed: 0, starter: 0, builtin: 0 };
const NO_CARDS = { none: 0, read: 0, missing: 0, gated: 0, failed: 0 };

function inOrder<T extends { readonly row: number }>(rows: readonly number[], found: readonly T[]): T[] {
  const byRow = new Map(found.map((item) => [item.row, item]));
  return rows.flatMap((row) => byRow.get(row) ?? []);
}

import type { Endpoint, ModelRecord } from "@hugginggpt/shared";
import { BUILTIN_TOOLS, builtinEndpoint } from "@hugginggpt/shared";
import { and, eq, gte, lt } from "drizzle-orm";
import type { DescribeModel } from "../ports/describe-model.js";
import type {
  CardResult,
  CardTodo,
  EmbedderIdentity,
  EmbeddingTodo,
  ListingCursor,
  ListingState,
  ModelMove,
  PageResult,
  PassReach,
  RegistryStore,
  SeededModel,
  SeedPosition,
  SeedResult,
  StoreCounts,
  StoreProgress,
  Vector,
} from "../ports/registry-store.js";
import { MetaTable } from "./database/meta-table.js";
import type { RegistryDatabase } from "./database/registry-database.js";
import { endpoints, models } from "./database/schema.js";
import { PassTable } from "./passes/pass-table.js";
import { linkCopies } from "./records/copy-links.js";
import { rowOfEndpoint } from "./records/endpoint-row.js";
import { rowOfRecord, sameRow } from "./records/model-row.js";
import { ModelTable } from "./records/model-table.js";
import { putSeeded } from "./records/put-seeded.js";
import { SqliteModelRows } from "./records/sqlite-model-rows.js";
import { storable } from "./records/storable.js";
import { builtinRecords, type Supplied } from "./records/supplied.js";
import { cardsToRead, storeProgress } from "./texts/card-queue.js";
import { CardTable } from "./texts/card-table.js";
import { TextIndex } from "./texts/text-index.js";
import { VectorTable } from "./vectors/vector-table.js";

/** The ids of built-in tools, by the index over ids: whoever opens the registry looks for them. */
const BUILTIN_IDS = and(gte(models.id, "builtin/"), lt(models.id, "builtin0"));

/** What the Hub redirected to another id, until that is looked into. */
const MOVES = `SELECT models.id AS "from", moves.to_id AS "to" FROM moves JOIN models USING (row) ORDER BY row`;
const PUT_MOVE = "INSERT OR REPLACE INTO moves (row, to_id) VALUES (?, ?)";
const FORGET_MOVE = "DELETE FROM moves WHERE row = ?";
/** The turn of a sync in which a provider's endpoints were read last. */
const PUT_TURN = "INSERT OR REPLACE INTO provider_turns (provider, turn) VALUES (?, ?)";
const OF_TURN = "SELECT provider FROM provider_turns WHERE turn = ? ORDER BY provider";

const SEE_SEEDED = "UPDATE models SET pass = ? WHERE row = ? AND source = 'seed'";
const UNCONFIRMED = "SELECT count(*) FROM models WHERE source = 'seed' AND (? IS NULL OR task = ?)";

/** The write side on SQLite. */
export class SqliteRegistryStore implements RegistryStore {
  readonly #db: RegistryDatabase;
  readonly #texts: TextIndex;
  readonly #models: ModelTable;
  readonly #cards: CardTable;
  readonly #passes: PassTable;
  readonly #meta: MetaTable;
  readonly #vectors: VectorTable;

  constructor(db: RegistryDatabase, describe: DescribeModel) {
    const texts = new TextIndex(db, describe);
    this.#db = db;
    this.#texts = texts;
    this.#meta = new MetaTable(db);
    const rows = new SqliteModelRows(db);
    this.#models = new ModelTable(rows, texts);
    this.#cards = new CardTable(rows, texts);
    this.#passes = new PassTable(db);
    this.#vectors = new VectorTable(db, this.#meta, texts);
  }

  async cursor(scope: string): Promise<ListingCursor | null> {
    return this.#db.read(() => this.#passes.cursor(scope));
  }

  async lastPass(): Promise<number> {
    return this.#db.read(() => this.#passes.last());
  }

  async seenAfter(pass: number): Promise<number> {
    return this.#db.read(() => this.#passes.seenAfter(pass));
  }

  async commitPage(given: readonly ModelRecord[], cursor: ListingCursor): Promise<PageResult> {
    const records = storable(given);
    return this.#writeTexts(() => {
      const result = { added: 0, updated: 0, unchanged: 0 };
      for (const record of records) {
        const { row, change } = this.#models.put(record, cursor.pass);
        result[change]++;
        this.#passes.see(row, cursor);
      }
      this.#passes.move(storable(cursor));
      return result;
    });
  }

  async finishFullPass(cursor: ListingCursor, within: PassReach = {}): Promise<number> {
    return this.#writeTexts(() => {
      const gone = this.#passes.unseen(cursor, within);
      this.#models.remove(gone);
      this.#passes.move(cursor);
      this.#passes.complete(cursor, gone.length);
      return gone.length;
    });
  }

  async lastFullPass(scope: string): Promise<string | null> {
    return this.#db.read(() => this.#passes.lastFull(scope));
  }

  async listings(): Promise<readonly ListingState[]> {
    return this.#db.read(() => this.#passes.listings());
  }

  async moveModel(from: string, given: ModelRecord): Promise<void> {
    const record = storable(given);
    this.#writeTexts(() => {
      const stored = this.#models.find(from);
      if (stored === undefined || stored.source === "builtin") return;
      this.#db.statement(FORGET_MOVE).run(stored.row);
      this.#models.move(stored, record.id, record.hubId);
      this.#models.put(record);
    });
  }

  async moves(): Promise<readonly ModelMove[]> {
    return this.#db.read(() => this.#db.statement<[], ModelMove>(MOVES).all());
  }

  async forgetMove(from: string): Promise<void> {
    this.#db.write(() => {
      const stored = this.#models.find(from);
      if (stored !== undefined) this.#db.statement(FORGET_MOVE).run(stored.row);
    });
  }

  async seedPosition(key: string): Promise<SeedPosition | null> {
    const rows = this.#db.read(() => this.#meta.get(`seed:${key}`));
    return rows === null ? null : { key, rows: Number(rows), done: false };
  }

  async commitSeed(given: readonly SeededModel[], { key, rows, done }: SeedPosition): Promise<SeedResult> {
    return this.#writeTexts(() => {
      if (done) this.#meta.remove(`seed:${key}`);
      else this.#meta.set(`seed:${key}`, String(rows));
      // Until a later pass, which removes what the Hub does not list, new records count as seen.
      const pass = this.#passes.last();
      const see = this.#db.statement<[number, number]>(SEE_SEEDED);
      return putSeeded(storable(given), this.#models, this.#cards, (row) => void see.run(pass, row));
    });
  }

  async unconfirmed(task: string | null): Promise<number> {
    const count = this.#db.statement<[string | null, string | null], number>(UNCONFIRMED).pluck();
    return this.#db.read(() => count.get(task, task) ?? 0);
  }

  async cardsToRead(limit: number, token = false): Promise<readonly CardTodo[]> {
    return this.#db.read(() => cardsToRead(this.#db, limit, token));
  }

  async progress(token: boolean): Promise<StoreProgress> {
    return this.#db.read(() => storeProgress(this.#db, token));
  }

  async commitCards(results: readonly CardResult[]): Promise<void> {
    this.#writeTexts(() => {
      for (const result of storable(results)) {
        const row = this.#cards.put(result);
        if (row !== null && result.movedTo) this.#db.statement(PUT_MOVE).run(row, result.movedTo);
      }
    });
  }

  async linkCopies(): Promise<void> {
    this.#writeTexts(() => linkCopies(this.#db, this.#texts));
  }

  async replaceEndpoints(
    provider: string,
    given: readonly { readonly id: string; readonly endpoint: Endpoint }[],
    turn?: number,
  ): Promise<number> {
    return this.#db.write(() => {
      if (turn !== undefined) this.#db.statement(PUT_TURN).run(provider, turn);
      this.#db.orm.delete(endpoints).where(eq(endpoints.provider, provider)).run();
      let kept = 0;
      for (const { id, endpoint } of storable(given)) {
        if (endpoint.provider !== provider) continue;
        const model = this.#models.find(id);
        if (model === undefined || model.source === "builtin") continue;
        const values = rowOfEndpoint(model.row, endpoint);
        kept += this.#db.orm.insert(endpoints).values(values).onConflictDoNothing().run().changes;
      }
      return kept;
    });
  }

  async providersOf(turn: number): Promise<readonly string[]> {
    return this.#db.read(() => this.#db.statement<[number], string>(OF_TURN).pluck().all(turn));
  }

  async embedder(): Promise<EmbedderIdentity | null> {
    return this.#db.read(() => this.#meta.embedder());
  }

  async useEmbedder(identity: EmbedderIdentity): Promise<void> {
    this.#db.write(() => this.#vectors.use(identity));
  }

  async textsToEmbed(limit: number, among?: readonly string[]): Promise<readonly EmbeddingTodo[]> {
    return this.#db.write(() => this.#vectors.todo(limit, among));
  }

  async counts(): Promise<StoreCounts> {
    return this.#db.read(() => this.#vectors.counts());
  }

  async commitVectors(vectors: readonly Vector[]): Promise<void> {
    this.#db.write(() => this.#vectors.put(vectors));
  }

  async noteSync(endedAt: string): Promise<void> {
    this.#db.write(() => this.#meta.set("lastSync", endedAt));
  }

  async note(name: string, text: string): Promise<void> {
    this.#db.write(() => this.#meta.set(`note:${name}`, storable(text)));
  }

  async noted(name: string): Promise<string | null> {
    return this.#db.read(() => this.#meta.get(`note:${name}`));
  }

  /** Makes the built-in tools known. Writes nothing if they are all as they should be. */
  async ensureBuiltinTools(): Promise<void> {
    const known = this.#db.read(() =>
      this.#db.orm
        .select()
        .from(models)
        .where(and(BUILTIN_IDS, eq(models.source, "builtin")))
        .all(),
    );
    const supplied = builtinRecords();
    const ids = supplied.map(({ record }) => record.id);
    const stored = new Map(known.map((row) => [row.id, row]));
    const isStored = ({ record }: Supplied): boolean => {
      const row = stored.get(record.id);
      return row !== undefined && sameRow(rowOfRecord(record), row);
    };
    if (known.length === ids.length && supplied.every(isStored)) return;
    this.#db.write(() => {
      this.#models.remove(known.filter(({ id }) => !ids.includes(id)));
      this.#supply(supplied);
      for (const tool of BUILTIN_TOOLS) this.#putBuiltinEndpoint(tool.id, builtinEndpoint(tool));
    });
  }

  /**
   * Fills a registry that has no model of the Hub with the starter set; returns how many models it wrote: 0 where
   * there are models already.
   */
  async ensureStarterSet(): Promise<number> {
    if (this.#hasModels()) return 0;
    // The Hub's own pages are large, and read at the first start only.
    const { starterRecords } = await import("./records/starter-set.js");
    return this.#db.write(() => {
      if (this.#hasModels()) return 0;
      const supplied = starterRecords();
      this.#supply(supplied);
      return supplied.length;
    });
  }

  #writeTexts<T>(work: () => T): T {
    return this.#db.write(() => this.#texts.together(work));
  }

  #hasModels(): boolean {
    return this.#db.read(
      () =>
        this.#db.sql.prepare("SELECT 1 FROM models WHERE source <> 'builtin' LIMIT 1").get() !== undefined,
    );
  }

  #supply(supplied: readonly Supplied[]): void {
    for (const { record, card } of supplied) {
      this.#models.put(record);
      this.#cards.put({ id: record.id, sha: null, state: "read", card, etag: null });
    }
  }

  #putBuiltinEndpoint(id: string, endpoint: Endpoint): void {
    const model = this.#models.find(id);
    if (model === undefined) return;
    this.#db.orm.insert(endpoints).values(rowOfEndpoint(model.row, endpoint)).onConflictDoNothing().run();
  }
}

import type { Endpoint, ModelRecord } from "@hugginggpt/shared";
import { BUILTIN_TOOLS, builtinEndpoint } from "@hugginggpt/shared";
import { and, eq, gte, lt } from "drizzle-orm";
import type { DescribeModel } from "../ports/describe-model.js";
import type {
  CardResult,
  EmbedderIdentity,
  EmbeddingTodo,
  ListingCursor,
  PageResult,
  PassReach,
  RegistryStore,
  SeededModel,
  SeedPosition,
  SeedResult,
  Vector,
} from "../ports/registry-store.js";
import { setMeta } from "./database/meta.js";
import type { RegistryDatabase, SqlValue } from "./database/registry-database.js";
import { endpoints, models } from "./database/schema.js";
import { linkCopies } from "./records/copy-links.js";
import { rowOfEndpoint } from "./records/endpoint-row.js";
import { ModelTable } from "./records/model-table.js";
import { putSeeded } from "./records/put-seeded.js";
import { SqliteModelRows } from "./records/sqlite-model-rows.js";
import { storable } from "./records/storable.js";
import { hasBuiltins, supply, supplyBuiltins } from "./records/supplied.js";
import { ANY_MODEL, numberIn, PUT_TURN } from "./statements/bookkeeping.js";
import type { MetaKey } from "./statements/meta.js";
import * as passes from "./statements/passes.js";
import { StoreQueries } from "./statements/store-queries.js";
import { CardTable } from "./texts/card-table.js";
import { TextIndex } from "./texts/text-index.js";
import { putVectors, textsToEmbed, useEmbedder } from "./vectors/write-vectors.js";

/** The ids of built-in tools, by the index over ids: whoever opens the registry looks for them. */
const BUILTIN_IDS = and(gte(models.id, "builtin/"), lt(models.id, "builtin0"));

const PUT_MOVE = "INSERT OR REPLACE INTO moves (row, to_id) VALUES (?, ?)";
const FORGET_MOVE = "DELETE FROM moves WHERE row = ?";
const SEE = "UPDATE models SET pass = ? WHERE row = ?";
const SEE_SEEDED = `${SEE} AND source = 'seed'`;

/** The write side on SQLite. */
export class SqliteRegistryStore extends StoreQueries implements RegistryStore {
  readonly #db: RegistryDatabase;
  readonly #texts: TextIndex;
  readonly #models: ModelTable;
  readonly #cards: CardTable;

  constructor(db: RegistryDatabase, describe: DescribeModel) {
    super();
    const rows = new SqliteModelRows(db);
    this.#db = db;
    this.#texts = new TextIndex(db, describe);
    this.#models = new ModelTable(rows, this.#texts);
    this.#cards = new CardTable(rows, this.#texts);
  }

  async commitPage(given: readonly ModelRecord[], cursor: ListingCursor): Promise<PageResult> {
    const records = storable(given);
    const see = this.#db.statement<[number, number]>(SEE);
    return this.#writeTexts(() => {
      const result = { added: 0, updated: 0, unchanged: 0 };
      for (const record of records) {
        const { row, change } = this.#models.put(record, cursor.pass);
        result[change]++;
        see.run(cursor.pass, row);
      }
      this.#db.query(passes.PUT_CURSOR, passes.cursorValues(storable(cursor)));
      return result;
    });
  }

  async finishFullPass(cursor: ListingCursor, within: PassReach = {}): Promise<number> {
    return this.#writeTexts(() => {
      const { scope, task, watermark } = cursor;
      const gone = this.#db.query<{ row: number; id: string }>(
        passes.unseen("row, id"),
        passes.unseenValues(cursor, within),
      );
      this.#models.remove(gone);
      this.#db.query(passes.PUT_CURSOR, passes.cursorValues(cursor));
      if (gone.length > 0) this.#db.query(passes.VOID_OTHERS, [scope, task]);
      this.#db.query(passes.COMPLETE_PASS, [scope, task, watermark]);
      return gone.length;
    });
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

  async forgetMove(from: string): Promise<void> {
    this.#db.write(() => {
      const stored = this.#models.find(from);
      if (stored !== undefined) this.#db.statement(FORGET_MOVE).run(stored.row);
    });
  }

  async commitSeed(given: readonly SeededModel[], { key, rows, done }: SeedPosition): Promise<SeedResult> {
    return this.#writeTexts(() => {
      setMeta(this.#db, `seed:${key}`, done ? null : String(rows));
      // Until a later pass, which removes what the Hub does not list, new records count as seen.
      const pass = numberIn(this.#db.query(passes.LAST_PASS));
      const see = this.#db.statement<[number, number]>(SEE_SEEDED);
      return putSeeded(storable(given), this.#models, this.#cards, (row) => void see.run(pass, row));
    });
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
      if (turn !== undefined) this.#db.query(PUT_TURN, [provider, turn]);
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

  async useEmbedder(identity: EmbedderIdentity): Promise<void> {
    this.#db.write(() => useEmbedder(this.#db, identity));
  }

  async textsToEmbed(limit: number, among?: readonly string[]): Promise<readonly EmbeddingTodo[]> {
    return this.#db.write(() => textsToEmbed(this.#db, this.#texts, limit, among));
  }

  async commitVectors(vectors: readonly Vector[]): Promise<void> {
    this.#db.write(() => putVectors(this.#db, vectors));
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
    if (hasBuiltins(known)) return;
    this.#db.write(() => {
      supplyBuiltins({ models: this.#models, cards: this.#cards }, known);
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
      supply({ models: this.#models, cards: this.#cards }, supplied);
      return supplied.length;
    });
  }

  protected async rows<Row>(sql: string, values: readonly SqlValue[] = []): Promise<Row[]> {
    return this.#db.read(() => this.#db.query<Row>(sql, values));
  }

  protected async setMeta(key: MetaKey, value: string): Promise<void> {
    this.#db.write(() => setMeta(this.#db, key, value));
  }

  #writeTexts<T>(work: () => T): T {
    return this.#db.write(() => this.#texts.together(work));
  }

  #hasModels(): boolean {
    return this.#db.read(() => this.#db.query(ANY_MODEL).length > 0);
  }

  #putBuiltinEndpoint(id: string, endpoint: Endpoint): void {
    const model = this.#models.find(id);
    if (model === undefined) return;
    this.#db.orm.insert(endpoints).values(rowOfEndpoint(model.row, endpoint)).onConflictDoNothing().run();
  }
}

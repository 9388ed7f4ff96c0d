import type {
  CardResult,
  CardTodo,
  EmbedderIdentity,
  EmbeddingTodo,
  Endpoint,
  ListingCursor,
  ModelRecord,
  PageResult,
  RegistryStore,
  StoreCounts,
  Vector,
} from "@hugginggpt/shared";
import { BUILTIN_TOOLS, builtinEndpoint } from "@hugginggpt/shared";
import { eq } from "drizzle-orm";
import { CardTable } from "./card-table.js";
import type { DescribeModel } from "./describe-model.js";
import { rowOfEndpoint } from "./endpoint-row.js";
import { MetaTable } from "./meta-table.js";
import { ModelTable } from "./model-table.js";
import { PassTable } from "./pass-table.js";
import type { RegistryDatabase } from "./registry-database.js";
import { endpoints, models } from "./schema.js";
import { builtinRecords, type Supplied, starterRecords } from "./starter-set.js";
import { TextIndex } from "./text-index.js";
import { VectorTable } from "./vector-table.js";

/** The write side on SQLite. */
export class SqliteRegistryStore implements RegistryStore {
  readonly #db: RegistryDatabase;
  readonly #models: ModelTable;
  readonly #cards: CardTable;
  readonly #passes: PassTable;
  readonly #meta: MetaTable;
  readonly #vectors: VectorTable;

  constructor(db: RegistryDatabase, describe: DescribeModel) {
    const texts = new TextIndex(db, describe);
    this.#db = db;
    this.#meta = new MetaTable(db);
    this.#models = new ModelTable(db, texts);
    this.#cards = new CardTable(db, this.#models, texts);
    this.#passes = new PassTable(db);
    this.#vectors = new VectorTable(db, this.#meta, texts);
  }

  async cursor(scope: string): Promise<ListingCursor | null> {
    return this.#db.read(() => this.#passes.cursor(scope));
  }

  async lastPass(): Promise<number> {
    return this.#db.read(() => this.#passes.last());
  }

  async commitPage(records: readonly ModelRecord[], cursor: ListingCursor): Promise<PageResult> {
    return this.#db.write(() => {
      const result = { added: 0, updated: 0, unchanged: 0 };
      for (const record of records) {
        const { row, change } = this.#models.put(record);
        result[change]++;
        this.#passes.see(row, cursor);
      }
      this.#passes.move(cursor);
      return result;
    });
  }

  async finishFullPass(cursor: ListingCursor): Promise<number> {
    return this.#db.write(() => {
      const gone = this.#passes.unseen(cursor);
      this.#models.remove(gone);
      if (gone.length > 0) this.#vectors.touch();
      this.#passes.move(cursor);
      return gone.length;
    });
  }

  async cardsToRead(limit: number): Promise<readonly CardTodo[]> {
    return this.#db.read(() => this.#cards.todo(limit));
  }

  async commitCards(results: readonly CardResult[]): Promise<void> {
    this.#db.write(() => {
      for (const result of results) this.#cards.put(result);
    });
  }

  async replaceEndpoints(
    provider: string,
    given: readonly { readonly id: string; readonly endpoint: Endpoint }[],
  ): Promise<number> {
    return this.#db.write(() => {
      this.#db.orm.delete(endpoints).where(eq(endpoints.provider, provider)).run();
      let kept = 0;
      for (const { id, endpoint } of given) {
        if (endpoint.provider !== provider) continue;
        const model = this.#models.find(id);
        if (model === undefined || model.source === "builtin") continue;
        const values = rowOfEndpoint(model.row, endpoint);
        kept += this.#db.orm.insert(endpoints).values(values).onConflictDoNothing().run().changes;
      }
      return kept;
    });
  }

  async embedder(): Promise<EmbedderIdentity | null> {
    return this.#db.read(() => this.#meta.embedder());
  }

  async useEmbedder(identity: EmbedderIdentity): Promise<void> {
    this.#db.write(() => this.#vectors.use(identity));
  }

  async textsToEmbed(limit: number): Promise<readonly EmbeddingTodo[]> {
    return this.#db.write(() => this.#vectors.todo(limit));
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

  /** Makes the built-in tools known. Writes nothing where they are all as they should be. */
  async ensureBuiltinTools(): Promise<void> {
    const known = this.#db.read(() =>
      this.#db.orm.select().from(models).where(eq(models.source, "builtin")).all(),
    );
    const supplied = builtinRecords();
    const ids = supplied.map(({ record }) => record.id);
    const isCurrent = this.#db.read(
      () => known.length === ids.length && supplied.every(({ record }) => this.#models.isStored(record)),
    );
    if (isCurrent) return;
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
    return this.#db.write(() => {
      if (this.#hasModels()) return 0;
      const supplied = starterRecords();
      this.#supply(supplied);
      return supplied.length;
    });
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

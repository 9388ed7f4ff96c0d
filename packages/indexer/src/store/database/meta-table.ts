import { eq } from "drizzle-orm";
import type { EmbedderIdentity } from "../../ports/registry-store.js";
import type { RegistryDatabase } from "./registry-database.js";
import { meta } from "./schema.js";

type MetaKey =
  | "embedder"
  | "dimension"
  | "lastSync"
  | "vectorSeq"
  | "textsToWrite"
  | `seed:${string}`
  | `note:${string}`;

/** Reads and writes the single values of a registry. */
export class MetaTable {
  readonly #db: RegistryDatabase;

  constructor(db: RegistryDatabase) {
    this.#db = db;
  }

  /** Returns null for a value that was never set. */
  get(key: MetaKey): string | null {
    const read = this.#db.statement<[string], string>("SELECT value FROM meta WHERE key = ?");
    return read.pluck().get(key) ?? null;
  }

  set(key: MetaKey, value: string): void {
    this.#db.orm
      .insert(meta)
      .values({ key, value })
      .onConflictDoUpdate({ target: meta.key, set: { value } })
      .run();
  }

  remove(key: MetaKey): void {
    this.#db.orm.delete(meta).where(eq(meta.key, key)).run();
  }

  /** Returns a counter, 0 before the first increment. */
  counter(key: MetaKey): number {
    return Number(this.get(key) ?? 0);
  }

  /** Returns the identity of the embedder whose vectors are stored; null before the first. */
  embedder(): EmbedderIdentity | null {
    const name = this.get("embedder");
    return name === null ? null : { name, dimension: this.counter("dimension") };
  }
}

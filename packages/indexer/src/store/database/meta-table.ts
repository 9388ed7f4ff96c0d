import type { EmbedderIdentity } from "../../ports/registry-store.js";
import type { RegistryDatabase } from "./registry-database.js";

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
    this.#db.statement("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)").run(key, value);
  }

  remove(key: MetaKey): void {
    this.#db.statement("DELETE FROM meta WHERE key = ?").run(key);
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

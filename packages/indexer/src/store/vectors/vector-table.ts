import { and, eq, inArray } from "drizzle-orm";
import type { EmbedderIdentity, EmbeddingTodo, StoreCounts, Vector } from "../../ports/registry-store.js";
import type { MetaTable } from "../database/meta-table.js";
import type { RegistryDatabase } from "../database/registry-database.js";
import { models, vectors } from "../database/schema.js";
import type { ModelRow } from "../records/model-row.js";
import { hashOf, type TextIndex } from "../texts/text-index.js";
import { vectorToBytes } from "./vector-bytes.js";

/** Rounding of 32-bit floats over some thousand dimensions stays far below. */
const LENGTH_TOLERANCE = 1e-3;

const FIND = "SELECT row, text_hash AS textHash FROM models WHERE id = ?";
const WRITE = "INSERT OR REPLACE INTO vectors (row, embedder, text_hash, seq, data) VALUES (?, ?, ?, ?, ?)";

/** Reads and writes vectors. Writing methods belong inside a transaction. */
export class VectorTable {
  readonly #db: RegistryDatabase;
  readonly #meta: MetaTable;
  readonly #texts: TextIndex;

  constructor(db: RegistryDatabase, metaTable: MetaTable, texts: TextIndex) {
    this.#db = db;
    this.#meta = metaTable;
    this.#texts = texts;
  }

  /** Declares the embedder; the vectors of another one are dropped. */
  use(identity: EmbedderIdentity): void {
    const stored = this.#meta.embedder();
    if (stored?.name === identity.name && stored.dimension === identity.dimension) return;
    this.#db.orm.delete(vectors).run();
    this.#db.orm.update(models).set({ needsVector: true }).run();
    this.#meta.set("embedder", identity.name);
    this.#meta.set("dimension", String(identity.dimension));
  }

  /** Returns texts without a vector of their present state, by row; with ids, those of these models. */
  todo(limit: number, among?: readonly string[]): EmbeddingTodo[] {
    const stale = this.#db.orm
      .select()
      .from(models)
      .where(and(eq(models.needsVector, true), among && inArray(models.id, [...among])))
      .orderBy(models.row)
      .limit(limit)
      .all();
    return stale.map((row) => this.#todoOf(row));
  }

  /**
   * Writes vectors; ids that are gone and texts that changed meanwhile are skipped.
   * @throws RangeError for a vector of another dimension, with a value that is not finite, or neither zero nor of
   * unit length: an embedder that returns one has a bug.
   */
  put(given: readonly Vector[]): void {
    const identity = this.#meta.embedder();
    if (identity === null) throw new Error("Internal error: vectors before useEmbedder");
    const find = this.#db.statement<[string], { row: number; textHash: string | null }>(FIND);
    const write = this.#db.statement<[number, string, string, number, Buffer]>(WRITE);
    const done = this.#db.statement<[number]>("UPDATE models SET needs_vector = 0 WHERE row = ?");
    let seq = this.#meta.counter("vectorSeq");
    for (const { id, textHash, values } of given) {
      requireUsable(id, values, identity.dimension);
      const model = find.get(id);
      if (model?.textHash !== textHash) continue;
      write.run(model.row, identity.name, textHash, ++seq, vectorToBytes(values));
      done.run(model.row);
    }
    this.#meta.set("vectorSeq", String(seq));
  }

  counts(): StoreCounts {
    const count = this.#db.sql
      .prepare<[number], number>("SELECT count(*) FROM models WHERE needs_vector = ?")
      .pluck();
    return { textsToEmbed: count.get(1) ?? 0, vectors: count.get(0) ?? 0 };
  }

  /** An earlier version of this program may have described the model in other words; then its text is made again. */
  #todoOf(row: ModelRow): EmbeddingTodo {
    const text = this.#texts.textOf(row).embeddingText;
    const textHash = hashOf(text);
    if (textHash !== row.textHash) this.#texts.refresh(row);
    return { id: row.id, text, textHash };
  }
}

/**
 * @throws RangeError for a vector of another dimension, with a value that is not finite, or neither zero nor of unit
 * length: an embedder that returns one has a bug.
 */
export function requireUsable(id: string, values: Float32Array, dimension: number): void {
  if (values.length !== dimension)
    throw new RangeError(`${id}: a vector of ${values.length} dimensions among ${dimension}`);
  let square = 0;
  for (const value of values) square += value * value;
  const length = Math.sqrt(square);
  if (!(length === 0 || Math.abs(length - 1) < LENGTH_TOLERANCE))
    throw new RangeError(`${id}: a vector of length ${length}, not 0 or 1`);
}

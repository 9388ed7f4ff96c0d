import { and, eq, inArray } from "drizzle-orm";
import type { EmbedderIdentity, EmbeddingTodo, Vector } from "../../ports/registry-store.js";
import { getMeta, setMeta, storedEmbedder } from "../database/meta.js";
import type { RegistryDatabase } from "../database/registry-database.js";
import { models } from "../database/schema.js";
import { sameEmbedder } from "../statements/meta.js";
import { DROP_VECTORS } from "../statements/vectors.js";
import { hashOf, type TextIndex } from "../texts/text-index.js";
import { requireUsable, vectorToBytes } from "./vector-bytes.js";

const FIND = "SELECT row, text_hash AS textHash FROM models WHERE id = ?";
const WRITE = "INSERT OR REPLACE INTO vectors (row, embedder, text_hash, seq, data) VALUES (?, ?, ?, ?, ?)";
const DONE = "UPDATE models SET needs_vector = 0 WHERE row = ?";

// What `RegistryStore` says of vectors, on SQLite. Each belongs inside a transaction that writes.

/** Declares the embedder; drops the vectors of another one. */
export function useEmbedder(db: RegistryDatabase, identity: EmbedderIdentity): void {
  if (sameEmbedder(storedEmbedder(db), identity)) return;
  for (const statement of DROP_VECTORS) db.query(statement);
  setMeta(db, "embedder", identity.name);
  setMeta(db, "dimension", String(identity.dimension));
}

/** Returns texts without a vector of their present state, by row; with ids, those of these models. */
export function textsToEmbed(
  db: RegistryDatabase,
  texts: TextIndex,
  limit: number,
  among?: readonly string[],
): EmbeddingTodo[] {
  const stale = db.orm
    .select()
    .from(models)
    .where(and(eq(models.needsVector, true), among && inArray(models.id, [...among])))
    .orderBy(models.row)
    .limit(limit)
    .all();
  return stale.map((row) => {
    const text = texts.textOf(row).embeddingText;
    const textHash = hashOf(text);
    // An earlier version of this program may have described the model in other words.
    if (textHash !== row.textHash) texts.refresh(row);
    return { id: row.id, text, textHash };
  });
}

/** Writes vectors; skips ids that are gone and texts that changed meanwhile. @throws RangeError as `requireUsable`. */
export function putVectors(db: RegistryDatabase, given: readonly Vector[]): void {
  const identity = storedEmbedder(db);
  if (identity === null) throw new Error("Internal error: vectors before useEmbedder");
  const find = db.statement<[string], { row: number; textHash: string | null }>(FIND);
  const write = db.statement<[number, string, string, number, Buffer]>(WRITE);
  const done = db.statement<[number]>(DONE);
  let seq = Number(getMeta(db, "vectorSeq") ?? 0);
  for (const { id, textHash, values } of given) {
    requireUsable(id, values, identity.dimension);
    const model = find.get(id);
    if (model?.textHash !== textHash) continue;
    write.run(model.row, identity.name, textHash, ++seq, vectorToBytes(values));
    done.run(model.row);
  }
  setMeta(db, "vectorSeq", String(seq));
}

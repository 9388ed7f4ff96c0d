import type { SearchFilters } from "@hugginggpt/shared";
import type { EmbedderIdentity } from "./registry-store.js";
import type { VectorHit } from "./vector-reader.js";

/** An index of vectors that the database itself keeps. */
export interface KeptIndex {
  /** Returns the `seq` up to which every vector of this embedder is in it; null if none is built. */
  lastSeq(embedder: EmbedderIdentity): Promise<number | null>;
  /**
   * Returns about the k nearest of the models that pass, nearest first; similarities are off by a thousandth. Models
   * whose vector was replaced since are left out. `exactly`: compares all that pass, not only those that the index
   * finds. Null if the index is gone.
   */
  near(
    query: Float32Array,
    k: number,
    filters: SearchFilters,
    exactly: boolean,
  ): Promise<readonly VectorHit[] | null>;
  /**
   * Brings it up to the stored vectors, and builds it if there is none of this embedder, while others search and write;
   * returns null, or why that cannot be. What was interrupted before it was built is started again. Only the holder of
   * the writer lock may call it.
   */
  write(
    embedder: EmbedderIdentity,
    how: { readonly anew?: boolean; readonly signal?: AbortSignal | undefined },
  ): Promise<string | null>;
}

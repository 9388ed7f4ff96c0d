import type { SearchFilters } from "@hugginggpt/shared";
import type { EmbedderIdentity } from "./registry-store.js";

export interface KeptHit {
  /** Of the model. */
  readonly id: string;
  /** Cosine similarity, -1 to 1, off by a thousandth. */
  readonly similarity: number;
}

/** An index of vectors that the database itself keeps. */
export interface KeptIndex {
  /** Returns the `seq` up to which every vector of this embedder is in it; null if none is built. */
  lastSeq(embedder: EmbedderIdentity): Promise<number | null>;
  /**
   * Returns about the k nearest of the models that pass, nearest first; those whose vector was replaced since are left out.
   * `exactly`: all that pass are compared, not those that the index leads to. Null if the index is gone.
   */
  near(
    query: Float32Array,
    k: number,
    filters: SearchFilters,
    exactly: boolean,
  ): Promise<readonly KeptHit[] | null>;
  /**
   * Brings it up to the stored vectors, and builds it if there is none of this embedder, while others search and write;
   * returns null, or why that cannot be. What was interrupted before it was built is started again. Only the holder of the
   * writer lock may call it.
   */
  write(
    embedder: EmbedderIdentity,
    how: { readonly anew?: boolean; readonly signal?: AbortSignal | undefined },
  ): Promise<string | null>;
}

/** Turns texts into vectors. Equal texts give equal vectors under one name. */
export interface Embedder {
  /**
   * Identity stored beside every vector: `hashed-v1`, `openai:<model>`, `hf:<model>`,
   * `local:<model>@<commit>:<weights>`.
   */
  readonly name: string;
  /** The length of the vectors; null until the first call if only the server knows it. */
  readonly dimension: number | null;
  /** The cosine below which a query and a text may be unrelated; absent if unknown. */
  readonly unrelated?: number;
  /** Most texts in one call. */
  readonly batchSize: number;
  /** Most calls in flight at once. Default 1. */
  readonly concurrency?: number;
  /**
   * Returns a vector of unit length for each text, in order; a zero vector for a text without content.
   * @throws Fault if the server fails or returns the wrong number or length of vectors.
   */
  embed(
    texts: readonly string[],
    purpose: "document" | "query",
    signal?: AbortSignal,
  ): Promise<Float32Array[]>;
}

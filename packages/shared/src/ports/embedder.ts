/** Turns texts into vectors. Equal texts give equal vectors under one name. */
export interface Embedder {
  /** Identity stored beside every vector: `hashed-v1`, `openai:<model>`, `hf:<model>`, `local:<model>@<commit>:<weights>`. */
  readonly name: string;
  /** Length of the vectors; null until the first call where only the server knows. */
  readonly dimension: number | null;
  /** Cosine below which a query and a text may have nothing in common. Absent: not known. */
  readonly unrelated?: number;
  /** Texts in one call at most. */
  readonly batchSize: number;
  /** Calls that may be under way at once. Default 1. */
  readonly concurrency?: number;
  /**
   * Returns a vector of unit length for each text, in order; a zero vector for a text without content.
   * @throws Fault when the server fails or the vectors do not fit the texts.
   */
  embed(
    texts: readonly string[],
    purpose: "document" | "query",
    signal?: AbortSignal,
  ): Promise<Float32Array[]>;
}

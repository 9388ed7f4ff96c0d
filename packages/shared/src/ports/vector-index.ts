export interface VectorHit {
  /** Row number of the model in the store. */
  readonly row: number;
  /** Cosine similarity, -1 to 1. */
  readonly similarity: number;
}

/** Finds the vectors nearest to a query. A cache: it can be rebuilt from the store at any time. */
export interface VectorIndex {
  /**
   * Returns the k nearest rows that pass, nearest first, ties by row number; fewer only when fewer pass.
   * `rows` restricts the search to these rows; null searches all.
   */
  search(query: Float32Array, k: number, rows: readonly number[] | null): Promise<readonly VectorHit[]>;
}

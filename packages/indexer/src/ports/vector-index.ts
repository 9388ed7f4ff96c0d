export interface VectorHit {
  /** Of the model. */
  readonly id: string;
  /** Cosine similarity, -1 to 1. */
  readonly similarity: number;
}

/** Finds the vectors nearest to a query. A cache: it can be rebuilt from the store at any time. */
export interface VectorIndex {
  /**
   * Returns the k nearest that pass, nearest first, ties by id; fewer only when fewer pass. `ids` restricts the search
   * to these models; null searches all.
   */
  search(query: Float32Array, k: number, ids: readonly string[] | null): Promise<readonly VectorHit[]>;
}

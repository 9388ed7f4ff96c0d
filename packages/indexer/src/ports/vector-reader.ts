import type { EmbedderIdentity } from "./registry-store.js";

export interface StoredVector {
  /** Of the model. */
  readonly id: string;
  /** The number of the change that wrote it, from 1; every later change has a greater number. */
  readonly seq: number;
  readonly values: Float32Array;
}

/** A model whose vector is near to a query's. */
export interface VectorHit {
  /** Of the model. */
  readonly id: string;
  /** Cosine similarity, -1 to 1. */
  readonly similarity: number;
}

export interface VectorState {
  readonly count: number;
  /** The greatest `seq`; 0 if there is no vector. */
  readonly lastSeq: number;
}

/**
 * The stored vectors, read for searches. A state with the same count and the same `lastSeq` holds the same vectors: a
 * model that gets another id has its vector written again.
 */
export interface VectorReader {
  /** Returns the embedder whose vectors are stored; null before the first. */
  embedder(): Promise<EmbedderIdentity | null>;
  state(): Promise<VectorState>;
  /** Returns vectors of a greater `seq` than the given one, in its order, at most `limit`. */
  after(seq: number, limit: number): Promise<readonly StoredVector[]>;
  /** Returns the vectors of these models, in no order; those without one are left out. */
  of(ids: readonly string[]): Promise<readonly StoredVector[]>;
  /** Returns the ids that have a vector with its `seq`, by task: those of a task follow each other. */
  keys(): Promise<readonly Pick<StoredVector, "id" | "seq">[]>;
}

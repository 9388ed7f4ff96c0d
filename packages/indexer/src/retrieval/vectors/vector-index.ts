import type { SearchFilters } from "@hugginggpt/shared";
import type { VectorHit } from "./vector-matrix.js";

/** Models that pass filters. */
export interface Within {
  readonly ids: readonly string[];
  readonly filters: SearchFilters;
}

/** An index that answers in the place of a scan. */
export interface VectorIndex {
  /** Null where it is kept up to date as it is. */
  readonly generation: number | null;
  /** What it holds, for people. */
  readonly reason: string;
  /** Whether it answers among some models only, too. */
  readonly takesFilters: boolean;
  /** Returns about the k nearest of what is stored now, nearest first, ties by id; null where the index is gone. */
  near(query: Float32Array, k: number, within: Within | null): Promise<readonly VectorHit[] | null>;
}

export type OpenedIndex =
  | { readonly index: VectorIndex }
  | { readonly index: null; readonly reason: string; readonly broken: boolean };

/** Orders hits: greatest similarity first, ties by id. */
export function byRank(a: VectorHit, b: VectorHit): number {
  return b.similarity - a.similarity || (a.id < b.id ? -1 : Number(a.id > b.id));
}

import type { SearchFilters } from "@hugginggpt/shared";
import type { IndexGenerations } from "../../ports/index-generations.js";
import type { VectorHit } from "../../ports/vector-reader.js";

/** Models that pass filters. */
export interface Within {
  readonly ids: readonly string[];
  readonly filters: SearchFilters;
}

/** The published index files, and their folder. */
export interface IndexFiles {
  readonly generations: Pick<IndexGenerations, "live">;
  readonly folder: string;
}

/** An index that is searched instead of a scan. */
export interface VectorIndex {
  /** Null for the database's own index, which has no generations. */
  readonly generation: number | null;
  /** What it holds, for people. */
  readonly reason: string;
  /** Whether it can search among some models only. */
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

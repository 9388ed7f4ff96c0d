import { join } from "node:path";
import type { HierarchicalNSW } from "hnswlib-node";
import type { IndexGenerations } from "../../ports/index-generations.js";
import type { EmbedderIdentity } from "../../ports/registry-store.js";
import { fileProblem } from "../index-files/file-checksum.js";
import { EF_SEARCH, hnswParams, sameParams } from "./index-params.js";
import { loadHnswlib } from "./load-hnswlib.js";

/** Where index files are published. */
export interface IndexFiles {
  readonly generations: Pick<IndexGenerations, "live">;
  readonly folder: string;
}

/** A published index, in memory. */
export interface HnswIndex {
  readonly generation: number;
  /** Vectors of a greater `seq` are not in it. */
  readonly lastSeq: number;
  readonly size: number;
  /** Returns about the k nearest by their `seq`, nearest first; some may be gone or replaced meanwhile. */
  search(query: Float32Array, k: number): { readonly seq: number; readonly similarity: number }[];
}

export type Opened =
  | { readonly index: HnswIndex }
  | { readonly index: null; readonly reason: string; readonly broken: boolean };

/**
 * Returns the live index, or why none serves. The file's size, checksum and parameters are compared with what was
 * recorded before native code sees it: hnswlib can crash the process on a changed byte.
 */
export async function openHnsw(
  { generations, folder }: IndexFiles,
  embedder: EmbedderIdentity,
): Promise<Opened> {
  const live = await generations.live("hnsw");
  if (live === null) return { index: null, reason: "no index is published", broken: false };
  if (!sameParams(live.params, hnswParams(embedder)))
    return { index: null, reason: "the published index is of another embedder", broken: false };
  const library = await loadHnswlib();
  if (library === null) return { index: null, reason: "hnswlib-node is not installed", broken: false };
  const path = join(folder, live.file);
  const problem = await fileProblem(path, live);
  if (problem !== null)
    return { index: null, reason: `the index file ${live.file} ${problem}`, broken: true };
  const native = new library.HierarchicalNSW(live.params.space, live.params.dimension);
  await native.readIndex(path);
  native.setEf(EF_SEARCH);
  return { index: wrap(native, live.generation, live.lastSeq) };
}

function wrap(native: HierarchicalNSW, generation: number, lastSeq: number): HnswIndex {
  const size = native.getCurrentCount();
  return {
    generation,
    lastSeq,
    size,
    search: (query, k) => {
      native.setEf(Math.max(EF_SEARCH, k));
      const { neighbors, distances } = native.searchKnn(Array.from(query), Math.min(k, size));
      return neighbors.map((seq, i) => ({ seq, similarity: 1 - (distances[i] ?? 1) }));
    },
  };
}

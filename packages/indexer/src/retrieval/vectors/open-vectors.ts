import { join } from "node:path";
import type { EmbedderIdentity, IndexGenerations, RegistryReader } from "@hugginggpt/shared";
import { unreadable } from "../index-files/file-checksum.js";
import { int8Params, sameParams } from "./index-params.js";
import { openVectorFile, VectorFileError } from "./vector-file.js";
import { VectorMatrix } from "./vector-matrix.js";

export interface OpenedVectors {
  readonly matrix: VectorMatrix;
  /** Why the published file was of no use, where it is broken; null otherwise. */
  readonly broken: string | null;
}

/**
 * Returns the vectors in memory: from the published file where that is sound and of this embedder, else empty, so that
 * the first refresh reads them all from the store. Either way it needs a refresh.
 */
export async function openVectors(
  reader: RegistryReader,
  generations: IndexGenerations,
  folder: string,
  embedder: EmbedderIdentity,
): Promise<OpenedVectors> {
  const empty = () => new VectorMatrix(reader, embedder.dimension, 0);
  const live = await generations.live("int8");
  if (live === null || !sameParams(live.params, int8Params(embedder)))
    return { matrix: empty(), broken: null };
  try {
    const file = await openVectorFile(join(folder, live.file), live);
    try {
      const matrix = empty();
      await matrix.restore(file);
      return { matrix, broken: null };
    } finally {
      await file.close();
    }
  } catch (error) {
    const problem = error instanceof VectorFileError ? error.message : unreadable(error);
    return { matrix: empty(), broken: `the index file ${live.file} ${problem}` };
  }
}

import { join } from "node:path";
import type { IndexGeneration, IndexGenerations } from "../../ports/index-generations.js";
import type { EmbedderIdentity } from "../../ports/registry-store.js";
import type { VectorReader } from "../../ports/vector-reader.js";
import { fileProblem } from "../index-files/file-checksum.js";
import { publishFile } from "../index-files/publish-file.js";
import { buildHnsw } from "./build-hnsw.js";
import { HNSW_FROM, INT8_FROM, paramsOf, STALE_SHARE } from "./index-params.js";
import { loadHnswlib } from "./load-hnswlib.js";
import { openVectors, writeVectorFile } from "./vector-file.js";

export interface PublishOptions {
  readonly vectors: VectorReader;
  readonly generations: IndexGenerations;
  /** The folder of the index files. */
  readonly folder: string;
  /** HNSW is built from this many vectors on. Default `HNSW_FROM`. */
  readonly from?: number;
  /** An 8-bit file is written from this many vectors on. Default `INT8_FROM`. */
  readonly int8From?: number;
  /** The compiled `hnsw-worker.js`. */
  readonly worker?: URL;
  /** Writes every file again, even if it is sound and up to date. */
  readonly anew?: boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface Published {
  readonly kind: "exact" | "hnsw";
  readonly reason: string;
}

interface Stored {
  readonly embedder: EmbedderIdentity;
  readonly count: number;
  readonly lastSeq: number;
}

/**
 * Brings the published index files up to date with the stored vectors if that is worth it, and returns what searches
 * use now. A damaged file is written again. A file that fails its check is never published; the last one stays. Only
 * the holder of the writer lock may call it.
 * @throws Fault UNSUPPORTED when the process that builds HNSW fails; errors of the file system as they come.
 */
export async function publishIndex(options: PublishOptions): Promise<Published> {
  const { vectors, from = HNSW_FROM, int8From = INT8_FROM } = options;
  const embedder = await vectors.embedder();
  const state = await vectors.state();
  const { count } = state;
  if (embedder !== null && count >= int8From) await publishVectors(options, embedder);
  if (embedder === null || count < from) {
    return { kind: "exact", reason: `${count} vectors: below ${from} an exact scan is used` };
  }
  return publishHnsw(options, { ...state, embedder });
}

async function publishVectors(options: PublishOptions, embedder: EmbedderIdentity): Promise<void> {
  const { vectors, generations, folder } = options;
  const { matrix, broken } = await openVectors(options, embedder);
  const isCurrent = broken === null && matrix.size > 0 && (await matrix.isCurrent());
  if (isCurrent && !options.anew) return;
  await matrix.refresh();
  options.signal?.throwIfAborted();
  const ids = (await vectors.keys()).flatMap(({ id }) => (matrix.has(id) ? [id] : []));
  await publishFile(generations, folder, async (path) => {
    await writeVectorFile(path, matrix, ids, embedder.dimension);
    return { kind: "int8", params: paramsOf("int8", embedder), count: ids.length, lastSeq: matrix.lastSeq };
  });
}

async function publishHnsw(options: PublishOptions, stored: Stored): Promise<Published> {
  const { vectors, generations, folder, worker, signal } = options;
  const { embedder, count, lastSeq } = stored;
  const live = options.anew ? null : await soundGeneration(options, embedder);
  const newer = lastSeq - (live?.lastSeq ?? 0);
  if (live && newer <= count * STALE_SHARE) {
    return {
      kind: "hnsw",
      reason: `generation ${live.generation} is in use; ${newer} newer vectors are scanned`,
    };
  }
  if ((await loadHnswlib()) === null) {
    return { kind: "exact", reason: "hnswlib-node is not installed: an exact scan is used" };
  }
  const build = { vectors, embedder, capacity: count, signal, ...(worker ? { worker } : {}) };
  const generation = await publishFile(generations, folder, (path) => buildHnsw(build, path));
  return { kind: "hnsw", reason: `generation ${generation} built of ${count} vectors` };
}

/** Returns the live generation if it is of use for this embedder and its file is unchanged; else null. */
async function soundGeneration(
  { generations, folder }: PublishOptions,
  embedder: EmbedderIdentity,
): Promise<IndexGeneration | null> {
  const live = await generations.live("hnsw");
  if (live?.params !== paramsOf("hnsw", embedder)) return null;
  return (await fileProblem(join(folder, live.file), live)) === null ? live : null;
}

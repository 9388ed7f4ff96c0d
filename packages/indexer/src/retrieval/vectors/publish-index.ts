import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { EmbedderIdentity, IndexGenerations, RegistryReader } from "@hugginggpt/shared";
import { BuildProcess } from "./build-process.js";
import { checksumOf, forceToDisk } from "./file-checksum.js";
import { HNSW_FROM, indexParams, STALE_SHARE, sameParams } from "./index-params.js";
import { loadHnswlib } from "./load-hnswlib.js";

export interface PublishOptions {
  readonly reader: RegistryReader;
  readonly generations: IndexGenerations;
  /** Where index files lie. */
  readonly folder: string;
  /** Vectors from which an index is built. Default `HNSW_FROM`. */
  readonly from?: number;
  /** The compiled `hnsw-worker.js`. */
  readonly worker?: URL;
  readonly signal?: AbortSignal | undefined;
}

export interface Published {
  readonly kind: "exact" | "hnsw";
  readonly reason: string;
}

const BATCH = 2000;

/**
 * Builds and publishes an index where it is worth it, and says what serves searches now. Only the holder of the writer
 * lock may call it. A file that fails its check is never published; the last one stays.
 * @throws Fault UNSUPPORTED when the building process fails; DISK errors of the file system as they come.
 */
export async function publishIndex(options: PublishOptions): Promise<Published> {
  const { reader, generations, from = HNSW_FROM } = options;
  const embedder = await reader.embedder();
  const { count, lastSeq } = await reader.vectorState();
  if (embedder === null || count < from) {
    return { kind: "exact", reason: `${count} vectors: below ${from} an exact scan is the faster way` };
  }
  const live = await generations.live();
  const newer = lastSeq - (live?.lastSeq ?? 0);
  if (live && sameParams(live.params, indexParams(embedder)) && newer <= count * STALE_SHARE) {
    return {
      kind: "hnsw",
      reason: `generation ${live.generation} serves; ${newer} newer vectors are scanned exactly`,
    };
  }
  if ((await loadHnswlib()) === null) {
    return { kind: "exact", reason: "hnswlib-node is not installed: an exact scan serves" };
  }
  const generation = await build(options, embedder, count);
  return { kind: "hnsw", reason: `generation ${generation} built of ${count} vectors` };
}

async function build(options: PublishOptions, embedder: EmbedderIdentity, capacity: number): Promise<number> {
  const { generations, folder } = options;
  await removeUnfinished(folder);
  const generation = await generations.next();
  const file = `index.${generation}.hnsw`;
  const unfinished = join(folder, `index.${generation}.tmp`);
  const params = indexParams(embedder);
  const { count, lastSeq } = await fill(options, { params, capacity, path: unfinished });
  await forceToDisk(unfinished);
  const { bytes, sha256 } = await checksumOf(unfinished);
  await rename(unfinished, join(folder, file));
  await forceToDisk(folder);
  const retired = await generations.publish({ generation, file, lastSeq, count, bytes, sha256, params });
  for (const name of retired) await rm(join(folder, name), { force: true });
  return generation;
}

async function fill(
  { reader, worker = new URL("./hnsw-worker.js", import.meta.url), signal }: PublishOptions,
  target: { params: ReturnType<typeof indexParams>; capacity: number; path: string },
): Promise<{ count: number; lastSeq: number }> {
  const { params, capacity, path } = target;
  const builder = new BuildProcess(worker, signal);
  try {
    await builder.ask({ type: "start", params, capacity });
    let [count, lastSeq] = [0, 0];
    while (count < capacity) {
      signal?.throwIfAborted();
      const batch = await reader.vectorsAfter(lastSeq, Math.min(BATCH, capacity - count));
      const last = batch.at(-1);
      if (last === undefined) break;
      const values = new Float32Array(batch.length * params.dimension);
      for (const [i, vector] of batch.entries()) values.set(vector.values, i * params.dimension);
      await builder.ask({ type: "add", rows: batch.map(({ row }) => row), values });
      count += batch.length;
      lastSeq = last.seq;
    }
    await builder.ask({ type: "save", path });
    return { count, lastSeq };
  } finally {
    builder.end();
  }
}

async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (/^index\.\d+\.tmp$/.test(name)) await rm(join(folder, name), { force: true });
  }
}

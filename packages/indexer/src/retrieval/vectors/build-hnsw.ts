import type { WrittenIndex } from "../../ports/index-generations.js";
import type { EmbedderIdentity } from "../../ports/registry-store.js";
import type { VectorReader } from "../../ports/vector-reader.js";
import { BuildProcess } from "./build-process.js";
import { hnswParams } from "./index-params.js";

const BATCH = 2000;

export interface BuildOptions {
  readonly vectors: VectorReader;
  readonly embedder: EmbedderIdentity;
  /** The most vectors to add. */
  readonly capacity: number;
  /** The compiled `hnsw-worker.js`. */
  readonly worker?: URL;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Builds an HNSW index of the stored vectors in a process of its own, which writes it to the file `path`.
 * @throws Fault UNSUPPORTED when that process fails; the signal's reason when aborted.
 */
export async function buildHnsw(options: BuildOptions, path: string): Promise<WrittenIndex> {
  const { vectors, embedder, capacity, signal } = options;
  const params = hnswParams(embedder);
  const builder = new BuildProcess(options.worker ?? new URL("./hnsw-worker.js", import.meta.url), signal);
  try {
    await builder.ask({ type: "start", params, capacity });
    let [count, lastSeq] = [0, 0];
    while (count < capacity) {
      signal?.throwIfAborted();
      const batch = await vectors.after(lastSeq, Math.min(BATCH, capacity - count));
      const last = batch.at(-1);
      if (last === undefined) break;
      const values = new Float32Array(batch.length * params.dimension);
      for (const [i, vector] of batch.entries()) values.set(vector.values, i * params.dimension);
      await builder.ask({ type: "add", seqs: batch.map(({ seq }) => seq), values });
      count += batch.length;
      lastSeq = last.seq;
    }
    await builder.ask({ type: "save", path });
    return { kind: "hnsw", params: JSON.stringify(params), count, lastSeq };
  } finally {
    builder.end();
  }
}

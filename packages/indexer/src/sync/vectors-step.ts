import type { SyncEvent } from "@hugginggpt/shared";
import type { SyncDeps } from "./sync-options.js";
import type { Tally } from "./tally.js";

type VectorDeps = Pick<SyncDeps, "store" | "embedder" | "signal"> & {
  readonly emit: (event: Extract<SyncEvent, { type: "vectors-progress" }>) => void;
};

/**
 * Embeds every text that has no vector of this embedder, in batches, each committed. Vectors whose text did not change
 * are kept and counted as reused; those of another embedder are dropped.
 */
export async function vectorsStep(deps: VectorDeps, tally: Tally): Promise<void> {
  const { store, embedder, emit, signal } = deps;
  await declareEmbedder(deps);
  const total = (await store.counts()).textsToEmbed;
  let last = "";
  for (;;) {
    signal?.throwIfAborted();
    const todo = await store.textsToEmbed(embedder.batchSize);
    const [first] = todo;
    if (!first) break;
    const mark = `${first.id} ${first.textHash}`;
    if (mark === last) throw new Error(`Internal error: the vector of ${first.id} was not stored`);
    last = mark;
    const texts = todo.map(({ text }) => text);
    const values = await embedder.embed(texts, "document", signal);
    await store.commitVectors(
      todo.map(({ id, textHash }, at) => ({ id, textHash, values: vectorAt(values, at) })),
    );
    tally.vectors.embedded += todo.length;
    emit({ type: "vectors-progress", done: tally.vectors.embedded, total });
  }
  tally.vectors.reused = (await store.counts()).vectors - tally.vectors.embedded;
}

/** An embedder whose dimension only its server knows is asked for one vector, unless its vectors are stored already. */
async function declareEmbedder({ store, embedder, signal }: VectorDeps): Promise<void> {
  const { name } = embedder;
  let { dimension } = embedder;
  if (dimension === null) {
    const stored = await store.embedder();
    if (stored?.name === name) return;
    const [probe] = await embedder.embed(["model"], "document", signal);
    dimension = embedder.dimension ?? probe?.length ?? 0;
  }
  await store.useEmbedder({ name, dimension });
}

function vectorAt(vectors: readonly Float32Array[], at: number): Float32Array {
  const vector = vectors[at];
  if (!vector) throw new Error("Internal error: an embedder returned fewer vectors than texts");
  return vector;
}

import type { Embedder, SyncEvent } from "@hugginggpt/shared";
import type { EmbeddingTodo, Vector } from "../ports/registry-store.js";
import type { Work } from "../ports/sync-team.js";
import { mapInGroups } from "./map-in-groups.js";
import type { SyncDeps } from "./sync-options.js";
import type { Tally } from "./tally.js";
import { ownTexts } from "./team/own-work.js";

type VectorDeps = Pick<SyncDeps, "store" | "embedder" | "signal"> & {
  readonly emit: (event: Extract<SyncEvent, { type: "vectors-progress" }>) => void;
};

/**
 * Embeds every text that has no vector of this embedder, in batches, each committed; several run at once if the
 * embedder allows it. Vectors of unchanged texts are kept and counted as reused; those of another embedder are dropped.
 */
export async function vectorsStep(deps: VectorDeps, tally: Tally): Promise<void> {
  await declareEmbedder(deps);
  await embedTexts(deps, tally, ownTexts(deps.store));
  tally.vectors.reused = (await deps.store.counts()).vectors - tally.vectors.embedded;
}

/** Embeds the texts of some work. */
export async function embedTexts(deps: VectorDeps, tally: Tally, work: Work<EmbeddingTodo>): Promise<void> {
  const { store, embedder, emit, signal } = deps;
  const total = await work.left();
  let last = "";
  for (;;) {
    signal?.throwIfAborted();
    const todo = await work.take(textsAtOnce(embedder));
    const [first] = todo;
    if (!first) break;
    const mark = `${first.id} ${first.textHash}`;
    if (mark === last) throw new Error(`Internal error: the vector of ${first.id} was not stored`);
    last = mark;
    const embed = (batch: readonly EmbeddingTodo[], stop: AbortSignal) => embedBatch(embedder, batch, stop);
    const groups = mapInGroups(batchesOf(todo, embedder.batchSize), concurrencyOf(embedder), embed, signal);
    for await (const group of groups) {
      for (const batch of group) {
        if (!batch.ok) throw batch.error;
        await store.commitVectors(batch.value);
        await work.done(batch.item.map(({ id }) => ({ id, failed: false })));
        tally.vectors.embedded += batch.item.length;
        emit({ type: "vectors-progress", done: tally.vectors.embedded, total });
      }
    }
  }
}

/** An embedder whose dimension only its server knows is asked for one vector, unless its vectors are stored already. */
export async function declareEmbedder({ store, embedder, signal }: VectorDeps): Promise<void> {
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

function concurrencyOf({ concurrency = 1 }: Embedder): number {
  return Math.max(1, concurrency);
}

/** One batch where batches go one by one; else enough that the next are at hand when one is done. */
function textsAtOnce(embedder: Embedder): number {
  const concurrency = concurrencyOf(embedder);
  return embedder.batchSize * (concurrency === 1 ? 1 : concurrency * 4);
}

function* batchesOf(todo: readonly EmbeddingTodo[], size: number): Generator<readonly EmbeddingTodo[]> {
  for (let from = 0; from < todo.length; from += size) yield todo.slice(from, from + size);
}

async function embedBatch(
  embedder: Embedder,
  batch: readonly EmbeddingTodo[],
  signal: AbortSignal,
): Promise<Vector[]> {
  const texts = batch.map(({ text }) => text);
  const values = await embedder.embed(texts, "document", signal);
  return batch.map(({ id, textHash }, at) => ({ id, textHash, values: vectorAt(values, at) }));
}

function vectorAt(vectors: readonly Float32Array[], at: number): Float32Array {
  const vector = vectors[at];
  if (!vector) throw new Error("Internal error: an embedder returned fewer vectors than texts");
  return vector;
}

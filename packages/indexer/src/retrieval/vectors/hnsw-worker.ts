import { describeError } from "@hugginggpt/shared";
import type { HierarchicalNSW } from "hnswlib-node";
import { loadHnswlib } from "./load-hnswlib.js";
import type { FromWorker, ToWorker } from "./worker-messages.js";

// The process that builds an index: a native abort ends it, not the process that asked for the index.

type Params = Extract<ToWorker, { type: "start" }>["params"];

/** Fixed, so that equal vectors give an equal index. */
const RANDOM_SEED = 100;

/** The file does not hold the index: the disk is full or failing. */
class Unwritten extends Error {}

let building: { readonly index: HierarchicalNSW; readonly params: Params } | null = null;

process.on("message", (message: ToWorker) => {
  handle(message).then(
    () => reply({ type: "ok" }),
    (error: unknown) =>
      reply({ type: error instanceof Unwritten ? "unwritten" : "error", message: describeError(error) }),
  );
});

async function handle(message: ToWorker): Promise<void> {
  if (message.type === "start") {
    const { params, capacity } = message;
    building = { index: await emptyIndex(params), params };
    building.index.initIndex(capacity, params.m, params.efConstruction, RANDOM_SEED);
    return;
  }
  if (building === null) throw new Error(`${message.type} before start`);
  const { index, params } = building;
  if (message.type === "save") return save(index, params, message.path);
  const { dimension } = params;
  for (const [i, seq] of message.seqs.entries())
    index.addPoint(Array.from(message.values.subarray(i * dimension, (i + 1) * dimension)), seq);
}

/** Loads the file again after writing it: hnswlib reports success when the disk is full. */
async function save(index: HierarchicalNSW, params: Params, path: string): Promise<void> {
  await index.writeIndex(path);
  const again = await emptyIndex(params);
  try {
    await again.readIndex(path);
  } catch {
    // hnswlib's message for a truncated file does not say why.
    throw new Unwritten("a file that cannot be read again");
  }
  const [came, wanted] = [again.getCurrentCount(), index.getCurrentCount()];
  if (came !== wanted) throw new Unwritten(`one of ${came} vectors of ${wanted}`);
}

async function emptyIndex({ space, dimension }: Params): Promise<HierarchicalNSW> {
  const library = await loadHnswlib();
  if (library === null) throw new Error("hnswlib-node is not installed");
  return new library.HierarchicalNSW(space, dimension);
}

function reply(answer: FromWorker): void {
  process.send?.(answer);
}

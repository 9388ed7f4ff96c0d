import { describeError } from "@hugginggpt/shared";
import type { HierarchicalNSW } from "hnswlib-node";
import { loadHnswlib } from "./load-hnswlib.js";
import type { FromWorker, ToWorker } from "./worker-messages.js";

/** Fixed, so that the same vectors give the same index. */
const RANDOM_SEED = 100;

/** The file does not hold what was written: the disk is full or failing. */
class Unwritten extends Error {}

/**
 * The process that builds an index. A native abort ends it and not the process that asked for the index; after saving
 * it loads the file again, because hnswlib reports success when the disk is full.
 */
class Builder {
  #index: HierarchicalNSW | null = null;
  #params: Extract<ToWorker, { type: "start" }>["params"] | null = null;

  async handle(message: ToWorker): Promise<void> {
    switch (message.type) {
      case "start":
        return this.#start(message);
      case "add":
        return this.#add(message);
      case "save":
        return this.#save(message);
    }
  }

  async #start({ params, capacity }: Extract<ToWorker, { type: "start" }>): Promise<void> {
    this.#index = await this.#make(params);
    this.#index.initIndex(capacity, params.m, params.efConstruction, RANDOM_SEED);
    this.#params = params;
  }

  #add({ seqs, values }: Extract<ToWorker, { type: "add" }>): void {
    const dimension = this.#params?.dimension ?? 0;
    for (const [i, seq] of seqs.entries()) {
      this.#index?.addPoint(Array.from(values.subarray(i * dimension, (i + 1) * dimension)), seq);
    }
  }

  async #save({ path }: Extract<ToWorker, { type: "save" }>): Promise<void> {
    if (this.#index === null || this.#params === null) throw new Error("save before start");
    await this.#index.writeIndex(path);
    const wanted = this.#index.getCurrentCount();
    const came = await this.#countIn(path, this.#params);
    if (came === wanted) return;
    throw new Unwritten(
      came === null ? "a file that cannot be read again" : `one of ${came} vectors of ${wanted}`,
    );
  }

  /** Returns how many vectors a file holds; null where it is no sound index. */
  async #countIn(path: string, params: NonNullable<typeof this.params>): Promise<number | null> {
    const again = await this.#make(params);
    try {
      await again.readIndex(path);
    } catch {
      // hnswlib's words for a file that was cut off say nothing of why.
      return null;
    }
    return again.getCurrentCount();
  }

  async #make(params: NonNullable<typeof this.params>): Promise<HierarchicalNSW> {
    const library = await loadHnswlib();
    if (library === null) throw new Error("hnswlib-node is not installed");
    return new library.HierarchicalNSW(params.space, params.dimension);
  }

  get params() {
    return this.#params;
  }
}

const builder = new Builder();
process.on("message", (message: ToWorker) => {
  builder.handle(message).then(
    () => reply({ type: "ok" }),
    (error: unknown) =>
      reply({ type: error instanceof Unwritten ? "unwritten" : "error", message: describeError(error) }),
  );
});

function reply(answer: FromWorker): void {
  process.send?.(answer);
}

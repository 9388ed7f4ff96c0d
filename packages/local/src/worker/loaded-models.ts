import { Fault } from "@hugginggpt/shared";

/** A loaded model, which can be unloaded. */
interface Loaded {
  dispose(): Promise<unknown>;
}

interface Entry {
  readonly loaded: Loaded;
  readonly bytes: number;
}

/** Memory for each byte of weights on disk: the optimised graph is a copy, and results need room. */
const GROWTH = 1.5;

/** Keeps models in memory within a budget and unloads the least recently used first. Calls must not overlap. */
export class LoadedModels {
  readonly #budget: number;
  readonly #entries = new Map<string, Entry>();

  /** `budget`: bytes for models, in addition to those of the process itself. */
  constructor(budget: number) {
    this.#budget = budget;
  }

  /**
   * Returns a model, loading it if needed. A key always has the same kind of model. `weights`: bytes on disk.
   * @throws Fault OUT_OF_MEMORY for a model that does not fit alone, and what `load` throws.
   */
  async take<T extends Loaded>(key: string, weights: number, load: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key);
    if (known) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      // What is under a key was made by the same `load`.
      return known.loaded as T;
    }
    const bytes = Math.ceil(weights * GROWTH);
    if (bytes > this.#budget) throw tooLarge(bytes, this.#budget);
    await this.#makeRoom(bytes);
    const loaded = await load();
    this.#entries.set(key, { loaded, bytes });
    return loaded;
  }

  async #makeRoom(bytes: number): Promise<void> {
    let used = [...this.#entries.values()].reduce((sum, entry) => sum + entry.bytes, 0);
    for (const [key, entry] of this.#entries) {
      if (used + bytes <= this.#budget) return;
      this.#entries.delete(key);
      used -= entry.bytes;
      await entry.loaded.dispose();
    }
  }
}

/** Bytes of the worker's process before any model is loaded. */
export const BARE_PROCESS = 200e6;

/** Returns true if weights of this many bytes fit into a process limited to `maxMemory` bytes. */
export function fitsMemory(weights: number, maxMemory: number): boolean {
  return weights * GROWTH <= maxMemory - BARE_PROCESS;
}

/** Returns bytes in words: "12 MB", rounded up. */
export function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}

/** Returns the fault for a model that needs more memory than allowed. */
export function tooLarge(bytes: number, budget: number): Fault {
  return new Fault("OUT_OF_MEMORY", "The model does not fit into the memory that local models may use", {
    wanted: `at most ${megabytes(Math.max(0, budget))} for models`,
    came: `about ${megabytes(bytes)}`,
    next: "Allow more with --max-memory, or choose a smaller model.",
  });
}

import { Fault } from "@hugginggpt/shared";

/** What is loaded: it can be taken out of memory again. */
interface Loaded {
  dispose(): Promise<unknown>;
}

interface Entry<T> {
  readonly loaded: T;
  readonly bytes: number;
}

/** Weights as they lie on disk grow in memory: the graph is optimised into a copy, and results need room. */
const GROWTH = 1.5;

/** Keeps models in memory within a budget: the one that was used longest ago leaves first. Calls must not overlap. */
export class LoadedModels<T extends Loaded> {
  readonly #budget: number;
  readonly #entries = new Map<string, Entry<T>>();

  /** `budget`: bytes for models, beside what the process needs without one. */
  constructor(budget: number) {
    this.#budget = budget;
  }

  /** The keys of what is loaded, the one used longest ago first. */
  get keys(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /**
   * Returns a model, loaded now where it is not yet. `weights`: bytes on disk.
   * @throws Fault OUT_OF_MEMORY for one that does not fit alone, and what `load` throws.
   */
  async take(key: string, weights: number, load: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key);
    if (known) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known.loaded;
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

/** Bytes that the worker's process takes before any model is loaded. */
export const BARE_PROCESS = 200e6;

/** Returns whether weights of this many bytes fit into a process that may take `maxMemory`. */
export function fitsMemory(weights: number, maxMemory: number): boolean {
  return weights * GROWTH <= maxMemory - BARE_PROCESS;
}

/** Returns the fault for a model that needs more memory than it may take. */
export function tooLarge(bytes: number, budget: number): Fault {
  const mega = (size: number): string => `${Math.max(0, Math.round(size / 1e6))} MB`;
  return new Fault("OUT_OF_MEMORY", "The model does not fit into the memory that local models may use", {
    wanted: `at most ${mega(budget)} for models`,
    came: `about ${mega(bytes)}`,
    next: "Allow more with --max-memory, or choose a smaller model.",
  });
}

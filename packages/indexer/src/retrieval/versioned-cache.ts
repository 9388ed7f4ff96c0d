/**
 * Remembers what was read from one state of the registry, the least recently used given up first. What it holds in all
 * weighs at most `limit`, in whatever unit `weigh` counts; what alone weighs more is not remembered.
 */
export class VersionedCache<Key, Value> {
  readonly #limit: number;
  readonly #weigh: (value: Value) => number;
  readonly #held = new Map<Key, Value>();
  #weight = 0;
  #version: string | null = null;

  constructor(limit: number, weigh: (value: Value) => number) {
    this.#limit = limit;
    this.#weigh = weigh;
  }

  /** Forgets everything unless it is of this state. */
  at(version: string): this {
    if (version !== this.#version) {
      this.#held.clear();
      this.#weight = 0;
      this.#version = version;
    }
    return this;
  }

  /** Returns what is remembered under a key, which does not count as a use; undefined where nothing is. */
  peek(key: Key): Value | undefined {
    return this.#held.get(key);
  }

  /** Remembers a value, and returns it. */
  set(key: Key, value: Value): Value {
    const weight = this.#weigh(value);
    if (weight > this.#limit) return value;
    const known = this.#held.get(key);
    if (known !== undefined) this.#drop(key, known);
    for (const [oldest, old] of this.#held) {
      if (this.#weight + weight <= this.#limit) break;
      this.#drop(oldest, old);
    }
    this.#held.set(key, value);
    this.#weight += weight;
    return value;
  }

  /** Returns what is remembered under a key, else what `make` makes, which is remembered then. */
  async of(key: Key, make: () => Promise<Value>): Promise<Value> {
    const value = this.#held.get(key);
    if (value === undefined) return this.set(key, await make());
    this.#held.delete(key);
    this.#held.set(key, value);
    return value;
  }

  #drop(key: Key, value: Value): void {
    this.#held.delete(key);
    this.#weight -= this.#weigh(value);
  }
}

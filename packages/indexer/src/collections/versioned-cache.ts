/**
 * Caches what was read from one state of the registry, up to a total weight of `limit`, in the unit of `weigh`. Once
 * the recently added or used entries weigh half of it, all older ones are dropped. An entry heavier than that half is
 * not cached.
 */
export class VersionedCache<Value, Key = string> {
  readonly #half: number;
  readonly #weigh: (value: Value) => number;
  #recent = new Map<Key, Value>();
  #older = new Map<Key, Value>();
  #weight = 0;
  #version: string | number | null = null;

  constructor(limit: number, weigh: (value: Value) => number) {
    this.#half = limit / 2;
    this.#weigh = weigh;
  }

  /** Forgets everything unless it is of this state. */
  at(version: string | number): this {
    if (version !== this.#version) {
      this.#recent.clear();
      this.#older.clear();
      this.#weight = 0;
      this.#version = version;
    }
    return this;
  }

  /** Returns what is remembered under a key; undefined if nothing is. */
  get(key: Key): Value | undefined {
    const value = this.#recent.get(key);
    if (value !== undefined) return value;
    const old = this.#older.get(key);
    return old === undefined ? undefined : this.set(key, old);
  }

  /** Remembers a value, and returns it. */
  set(key: Key, value: Value): Value {
    const weight = this.#weigh(value);
    if (weight > this.#half || this.#recent.has(key)) return value;
    if (this.#weight + weight > this.#half) {
      this.#older = this.#recent;
      this.#recent = new Map();
      this.#weight = 0;
    }
    this.#recent.set(key, value);
    this.#weight += weight;
    return value;
  }

  /** Returns what is remembered under a key, else what `make` makes, which is remembered then. */
  of(key: Key, make: () => Value): Value {
    return this.get(key) ?? this.set(key, make());
  }
}

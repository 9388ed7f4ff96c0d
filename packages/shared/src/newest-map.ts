/** A map that keeps only the entries that were set last. */
export class NewestMap<K, V> extends Map<K, V> {
  readonly #most: number;

  /** `most`: how many entries it keeps. */
  constructor(most: number) {
    super();
    this.#most = most;
  }

  /** Puts an entry last and removes the first ones above the limit. */
  override set(key: K, value: V): this {
    this.delete(key);
    super.set(key, value);
    for (const oldest of this.keys()) {
      if (this.size <= this.#most) break;
      this.delete(oldest);
    }
    return this;
  }
}

export interface Scored {
  readonly item: number;
  readonly score: number;
}

/**
 * Collects the `limit` best of the items offered: greatest score first, ties by the smaller item. A heap whose root is
 * the worst, in typed arrays: millions of items are offered.
 */
export class TopScores {
  readonly #limit: number;
  /** One place more than there are items: where one stands that is looked at. */
  readonly #scores: Float64Array;
  readonly #items: Int32Array;
  #size = 0;
  #threshold: number;

  constructor(limit: number) {
    this.#limit = limit;
    this.#scores = new Float64Array(limit + 1);
    this.#items = new Int32Array(limit + 1);
    this.#threshold = limit === 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  }

  /** A score below it changes nothing; check it before `offer` in a hot loop. */
  get threshold(): number {
    return this.#threshold;
  }

  offer(item: number, score: number): void {
    const at = this.#size;
    this.#set(at, item, score);
    if (at < this.#limit) {
      this.#size++;
      this.#rise(at);
    } else {
      if (at === 0 || !this.#isWorseAt(0, at)) return;
      this.#set(0, item, score);
      this.#sink();
    }
    if (this.#size === this.#limit) this.#threshold = this.#scores[0] ?? 0;
  }

  /** Returns what was kept, best first. */
  sorted(): Scored[] {
    return Array.from({ length: this.#size }, (_, i) => ({
      item: this.#items[i] ?? 0,
      score: this.#scores[i] ?? 0,
    })).sort((a, b) => b.score - a.score || a.item - b.item);
  }

  /** Puts the item of a place, which may be worse than those above it, where it belongs. */
  #rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#isWorseAt(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** Puts the first item, which may be better than those below it, where it belongs. */
  #sink(): void {
    for (let at = 0; ; ) {
      let child = 2 * at + 1;
      if (child >= this.#size) return;
      if (child + 1 < this.#size && this.#isWorseAt(child + 1, child)) child++;
      if (!this.#isWorseAt(child, at)) return;
      this.#swap(at, child);
      at = child;
    }
  }

  #swap(a: number, b: number): void {
    const item = this.#items[a] ?? 0;
    const score = this.#scores[a] ?? 0;
    this.#set(a, this.#items[b] ?? 0, this.#scores[b] ?? 0);
    this.#set(b, item, score);
  }

  #isWorseAt(a: number, b: number): boolean {
    const [score, other] = [this.#scores[a] ?? 0, this.#scores[b] ?? 0];
    return score < other || (score === other && (this.#items[a] ?? 0) > (this.#items[b] ?? 0));
  }

  #set(at: number, item: number, score: number): void {
    this.#scores[at] = score;
    this.#items[at] = item;
  }
}

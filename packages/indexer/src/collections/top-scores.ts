export interface Scored {
  readonly item: number;
  readonly score: number;
}

/**
 * Collects the `limit` best of the items offered: greatest score first, ties by the smaller item. They are in a heap of
 * numbers, the worst of them first: millions of items are offered.
 */
export class TopScores {
  readonly #limit: number;
  readonly #items: number[] = [];
  readonly #scores: number[] = [];
  #threshold = Number.NEGATIVE_INFINITY;

  constructor(limit: number) {
    this.#limit = limit;
    if (limit === 0) this.#threshold = Number.POSITIVE_INFINITY;
  }

  /** A score below it changes nothing; check it before `offer` in a hot loop. */
  get threshold(): number {
    return this.#threshold;
  }

  offer(item: number, score: number): void {
    if (!(score >= this.#threshold)) return;
    if (this.#items.length < this.#limit) this.#rise(this.#items.length, item, score);
    else if (this.#limit > 0 && this.#isWorse(0, item, score)) this.#sink(item, score);
    if (this.#items.length === this.#limit) this.#threshold = this.#scores[0] ?? this.#threshold;
  }

  /** Returns what was kept, best first. */
  sorted(): Scored[] {
    const kept = this.#items.map((item, at) => ({ item, score: this.#scores[at] ?? 0 }));
    return kept.sort((a, b) => b.score - a.score || a.item - b.item);
  }

  /** Whether what lies at a place is worse than this. The casts here and below: places within the heap. */
  #isWorse(at: number, item: number, score: number): boolean {
    const other = this.#scores[at] as number;
    return other < score || (other === score && (this.#items[at] as number) > item);
  }

  #set(at: number, item: number, score: number): void {
    this.#items[at] = item;
    this.#scores[at] = score;
  }

  #rise(from: number, item: number, score: number): void {
    let at = from;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.#isWorse(above, item, score)) break;
      this.#set(at, this.#items[above] as number, this.#scores[above] as number);
      at = above;
    }
    this.#set(at, item, score);
  }

  /** Puts this in the place of the worst. */
  #sink(item: number, score: number): void {
    const size = this.#items.length;
    let at = 0;
    for (let below = 1; below < size; below = 2 * at + 1) {
      const right = below + 1;
      if (right < size && this.#isWorse(right, this.#items[below] as number, this.#scores[below] as number))
        below = right;
      if (!this.#isWorse(below, item, score)) break;
      this.#set(at, this.#items[below] as number, this.#scores[below] as number);
      at = below;
    }
    this.#set(at, item, score);
  }
}

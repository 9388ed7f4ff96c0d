export interface Scored {
  readonly item: number;
  readonly score: number;
}

/**
 * Collects the `limit` best of the items offered: greatest score first, ties by the smaller item. Twice as many are
 * gathered, as numbers, before the worse half goes: millions of items are offered.
 */
export class TopScores {
  readonly #limit: number;
  #items: number[] = [];
  #scores: number[] = [];
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
    this.#items.push(item);
    this.#scores.push(score);
    if (this.#items.length >= 2 * this.#limit) this.#halve();
  }

  /** Returns what was kept, best first. */
  sorted(): Scored[] {
    const kept = this.#items.map((item, at) => ({ item, score: this.#scores[at] ?? 0 }));
    const best = kept.sort((a, b) => b.score - a.score || a.item - b.item).slice(0, this.#limit);
    if (best.length === this.#limit) this.#threshold = best.at(-1)?.score ?? this.#threshold;
    return best;
  }

  /** Keeps what is above the score in the middle, and of those that have it the smallest items. */
  #halve(): void {
    const least = new Float64Array(this.#scores).sort()[this.#scores.length - this.#limit] ?? 0;
    const [items, scores] = [this.#items, this.#scores];
    const tied = items.filter((_, at) => scores[at] === least).sort((a, b) => a - b);
    this.#items = items.filter((_, at) => (scores[at] ?? 0) > least);
    this.#scores = scores.filter((score) => score > least);
    for (const item of tied.slice(0, this.#limit - this.#items.length)) {
      this.#items.push(item);
      this.#scores.push(least);
    }
    this.#threshold = least;
  }
}

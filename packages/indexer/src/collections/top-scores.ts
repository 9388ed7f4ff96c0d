export interface Scored {
  readonly item: number;
  readonly score: number;
}

/**
 * Collects the `limit` best of the items offered: greatest score first, ties by the smaller item. Twice as many are
 * gathered before the worse half goes: millions of items are offered.
 */
export class TopScores {
  readonly #limit: number;
  #kept: Scored[] = [];
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
    this.#kept.push({ item, score });
    if (this.#kept.length >= 2 * this.#limit) this.sorted();
  }

  /** Returns what was kept, best first. */
  sorted(): Scored[] {
    this.#kept = this.#kept.sort((a, b) => b.score - a.score || a.item - b.item).slice(0, this.#limit);
    if (this.#kept.length === this.#limit) this.#threshold = this.#kept.at(-1)?.score ?? this.#threshold;
    return this.#kept;
  }
}

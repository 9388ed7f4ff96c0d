interface Given<T> {
  readonly one: T;
  readonly done: () => void;
  readonly fail: (error: unknown) => void;
}

/** Does work in batches: what is added while a batch is being worked on becomes the next batch. */
export class Gathered<T> {
  readonly #work: (all: readonly T[]) => Promise<void>;
  #waiting: Given<T>[] = [];
  #isBusy = false;

  constructor(work: (all: readonly T[]) => Promise<void>) {
    this.#work = work;
  }

  /** Resolves when the batch with this item is done. @throws what the work on that batch throws. */
  add(one: T): Promise<void> {
    return new Promise((done, fail) => {
      this.#waiting.push({ one, done, fail });
      if (!this.#isBusy) void this.#workOff();
    });
  }

  async #workOff(): Promise<void> {
    this.#isBusy = true;
    while (this.#waiting.length > 0) {
      const all = this.#waiting;
      this.#waiting = [];
      try {
        await this.#work(all.map(({ one }) => one));
        for (const { done } of all) done();
      } catch (error) {
        for (const { fail } of all) fail(error);
      }
    }
    this.#isBusy = false;
  }
}

interface Given<T> {
  readonly one: T;
  readonly done: () => void;
  readonly fail: (error: unknown) => void;
}

/** Does with many at once what is asked for one by one: what comes while the last ones are under way goes together. */
export class Gathered<T> {
  readonly #work: (all: readonly T[]) => Promise<void>;
  #waiting: Given<T>[] = [];
  #isBusy = false;

  constructor(work: (all: readonly T[]) => Promise<void>) {
    this.#work = work;
  }

  /** Resolves when the work is done that this one was part of. @throws what that work throws. */
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

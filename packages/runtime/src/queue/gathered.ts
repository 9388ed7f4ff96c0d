import { type Deferred, deferred } from "@hugginggpt/shared";

/** Does work in batches: what is added while a batch is being worked on becomes the next batch. */
export class Gathered<T> {
  readonly #work: (all: readonly T[]) => Promise<void>;
  #waiting: { readonly one: T; readonly done: Deferred<void> }[] = [];
  #isBusy = false;

  constructor(work: (all: readonly T[]) => Promise<void>) {
    this.#work = work;
  }

  /** Resolves when the batch with this item is done. @throws what the work on that batch throws. */
  add(one: T): Promise<void> {
    const done = deferred<void>();
    this.#waiting.push({ one, done });
    if (!this.#isBusy) void this.#workOff();
    return done.promise;
  }

  async #workOff(): Promise<void> {
    this.#isBusy = true;
    while (this.#waiting.length > 0) {
      const all = this.#waiting;
      this.#waiting = [];
      try {
        await this.#work(all.map(({ one }) => one));
        for (const { done } of all) done.resolve();
      } catch (error) {
        for (const { done } of all) done.reject(error);
      }
    }
    this.#isBusy = false;
  }
}

import type { Clock, RunEvent, RunStore } from "@hugginggpt/shared";

/**
 * Writes one run's events down as they happen. A journal that cannot be written never stops the run: the first failure is
 * thrown at the end.
 */
export class RunLog {
  readonly #store: RunStore;
  readonly #run: string;
  readonly #clock: Clock;
  readonly #giveBack: () => Promise<void>;
  #last: Promise<void> = Promise.resolve();

  private constructor(store: RunStore, run: string, clock: Clock, giveBack: () => Promise<void>) {
    this.#store = store;
    this.#run = run;
    this.#clock = clock;
    this.#giveBack = giveBack;
  }

  /** Claims a run and returns its log. @throws Fault RUN_LOCKED, DISK. */
  static async open(store: RunStore, run: string, clock: Clock): Promise<RunLog> {
    return new RunLog(store, run, clock, await store.claim(run));
  }

  /** Appends an event with the present time. */
  record(event: RunEvent): void {
    const written = this.#store.append(this.#run, [{ at: this.#clock.now(), event }]);
    this.#keepFirstFailure(written);
  }

  /** Resolves when all that was recorded is safe from a power failure, or cannot be made so. */
  async flush(): Promise<void> {
    const synced = this.#store.sync(this.#run);
    this.#keepFirstFailure(synced);
    await synced.catch(() => undefined);
  }

  /** Gives the run back. @throws Fault DISK when an event could not be written. */
  async close(): Promise<void> {
    await this.flush();
    await this.#giveBack();
    await this.#last;
  }

  #keepFirstFailure(step: Promise<void>): void {
    this.#last = Promise.all([this.#last, step]).then(() => undefined);
    this.#last.catch(() => undefined);
  }
}

import type { Clock, RunClaim, RunEvent, RunStore } from "@hugginggpt/shared";

/**
 * Records one run's events as they happen. A journal that cannot be written never stops the run: the first failure is
 * thrown at the end. If another process takes the run over, the claim's signal stops it.
 */
export class RunLog {
  readonly #clock: Pick<Clock, "now">;
  readonly claim: RunClaim;
  #last: Promise<void> = Promise.resolve();
  /** Resolves when everything written so far was passed on. */
  #told: Promise<void> = Promise.resolve();

  private constructor(claim: RunClaim, clock: Pick<Clock, "now">) {
    this.claim = claim;
    this.#clock = clock;
  }

  /** Claims a run and returns its log. @throws Fault RUN_LOCKED, DISK. */
  static async open(store: RunStore, run: string, clock: Pick<Clock, "now">): Promise<RunLog> {
    return new RunLog(await store.claim(run), clock);
  }

  /** Appends an event with the current time, and calls `tell` once it is written or cannot be, unless the claim is lost. */
  record(event: RunEvent, tell: () => void = () => undefined): void {
    const written = this.claim.append([{ at: this.#clock.now(), event }]);
    this.#keepFirstFailure(written);
    this.#told = written.then(tell, () => {
      if (!this.claim.lost.aborted) tell();
    });
  }

  /** Resolves when all recorded events are durable, or cannot be made so. */
  async flush(): Promise<void> {
    const synced = this.claim.sync();
    this.#keepFirstFailure(synced);
    await synced.catch(() => undefined);
    await this.#told;
  }

  /** Releases the run. @throws Fault DISK if an event could not be written, RUN_TAKEN_OVER. */
  async close(): Promise<void> {
    this.#keepFirstFailure(this.claim.giveBack());
    await this.#told;
    await this.#last;
  }

  #keepFirstFailure(step: Promise<void>): void {
    step.catch(() => undefined);
    this.#last = this.#last.then(() => step);
    this.#last.catch(() => undefined);
  }
}

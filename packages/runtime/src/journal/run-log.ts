import type { Clock, RunClaim, RunEvent, RunStore } from "@hugginggpt/shared";

/**
 * Records one run's events as they happen. A journal that cannot be written never stops the run: the first failure is
 * thrown at the end. If another process takes the run over, the claim's signal stops it.
 */
export class RunLog {
  readonly #clock: Pick<Clock, "now">;
  readonly claim: RunClaim;
  #last: Promise<void> = Promise.resolve();
  /** Until all is told that is written so far. */
  #told: Promise<void> = Promise.resolve();

  private constructor(claim: RunClaim, clock: Pick<Clock, "now">) {
    this.claim = claim;
    this.#clock = clock;
  }

  /** Claims a run and returns its log. @throws Fault RUN_LOCKED, DISK. */
  static async open(store: RunStore, run: string, clock: Pick<Clock, "now">): Promise<RunLog> {
    return new RunLog(await store.claim(run), clock);
  }

  /** Appends an event with the present time, and tells once it is written, or cannot be: never what came too late. */
  record(event: RunEvent, tell: () => void = () => undefined): void {
    const written = this.claim.append([{ at: this.#clock.now(), event }]);
    this.#keepFirstFailure(written);
    this.#told = written.then(tell, () => {
      if (!this.claim.lost.aborted) tell();
    });
  }

  /** Resolves when all that was recorded is safe from a power failure, or cannot be made so. */
  async flush(): Promise<void> {
    const synced = this.claim.sync();
    this.#keepFirstFailure(synced);
    await synced.catch(() => undefined);
    await this.#told;
  }

  /** Gives the run back. @throws Fault DISK when an event could not be written, RUN_TAKEN_OVER. */
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

import type { Clock, RunClaim, RunEvent, RunStore } from "@hugginggpt/shared";

/**
 * Records one run's events as they happen. A journal that cannot be written never stops the run: the first failure is
 * thrown at the end. If another process takes the run over, the claim's signal stops it.
 */
export class RunLog {
  readonly #clock: Pick<Clock, "now">;
  readonly claim: RunClaim;
  #last: Promise<void> = Promise.resolve();
  /** Resolves when `onWritten` was called for everything written so far. */
  #passedOn: Promise<void> = Promise.resolve();

  private constructor(claim: RunClaim, clock: Pick<Clock, "now">) {
    this.claim = claim;
    this.#clock = clock;
  }

  /** Claims a run and returns its log. @throws Fault RUN_LOCKED, DISK. */
  static async open(store: RunStore, run: string, clock: Pick<Clock, "now">): Promise<RunLog> {
    return new RunLog(await store.claim(run), clock);
  }

  /** Appends an event with the current time. Calls `onWritten` once that has ended, unless the claim is lost. */
  record(event: RunEvent, onWritten: () => void = () => undefined): void {
    const written = this.claim.append([{ at: this.#clock.now(), event }]);
    this.#keepFirstFailure(written);
    this.#passedOn = written.then(onWritten, () => {
      if (!this.claim.lost.aborted) onWritten();
    });
  }

  /** Resolves when all recorded events are durable, or cannot be made so. */
  async flush(): Promise<void> {
    const synced = this.claim.sync();
    this.#keepFirstFailure(synced);
    await synced.catch(() => undefined);
    await this.#passedOn;
  }

  /** Releases the run. @throws Fault DISK if an event could not be written, RUN_TAKEN_OVER. */
  async close(): Promise<void> {
    this.#keepFirstFailure(this.claim.giveBack());
    await this.#passedOn;
    await this.#last;
  }

  #keepFirstFailure(step: Promise<void>): void {
    step.catch(() => undefined);
    this.#last = this.#last.then(() => step);
    this.#last.catch(() => undefined);
  }
}

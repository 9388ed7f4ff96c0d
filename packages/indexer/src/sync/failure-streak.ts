import { type Fault, type FaultCode, isFault } from "@hugginggpt/shared";

/** Failures that the next request will meet too: the network is dead, the token or the limit is spent. */
const COMMON: readonly FaultCode[] = ["CREDENTIALS_REJECTED", "NETWORK", "TIMEOUT", "RATE_LIMITED"];
const MAX_STREAK = 3;

/** Tells a failure of one item from one of everything: three of the latter in a row. */
export class FailureStreak {
  #length = 0;

  /** Notes a success, or a failure that says nothing of other items. */
  end(): void {
    this.#length = 0;
  }

  /**
   * Notes a failed item and returns its fault.
   * @throws the error itself if it is no Fault, or the third in a row that would affect other items too.
   */
  note(error: unknown): Fault {
    if (!isFault(error)) throw error;
    if (!COMMON.includes(error.code)) this.end();
    else if (++this.#length >= MAX_STREAK) throw error;
    return error;
  }
}

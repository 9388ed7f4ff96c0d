/** Events that nobody has read yet at most; a run has some dozens, a streamed answer some thousands. */
const MAX_WAITING = 10_000;

/**
 * Hands events from whoever makes them to one reader, in order. The maker never waits: where the reader is too slow, the
 * oldest events are dropped, and `missed` makes the event that stands for them.
 */
export class EventQueue<T> {
  readonly #missed: (count: number) => T;
  readonly #limit: number;
  #waiting: T[] = [];
  #dropped = 0;
  #end: { readonly error?: unknown } | null = null;
  #wake: (() => void) | null = null;

  /** `limit`: how many events wait at most, at least 1. */
  constructor(missed: (count: number) => T, limit = MAX_WAITING) {
    this.#missed = missed;
    this.#limit = limit;
  }

  /** Adds an event; does nothing after the end. */
  push(event: T): void {
    if (this.#end) return;
    this.#waiting.push(event);
    if (this.#waiting.length > this.#limit) {
      this.#waiting.shift();
      this.#dropped++;
    }
    this.#wake?.();
  }

  /** Ends the list: what waits can still be read; then the reader is done, or gets the error where there is one. */
  end(failure: { readonly error?: unknown } = {}): void {
    this.#end ??= failure;
    this.#wake?.();
  }

  /**
   * Returns the next event as soon as there is one, null after the last.
   * @throws the error that the list ended with, once.
   */
  async next(): Promise<{ readonly event: T } | null> {
    while (this.#waiting.length === 0 && !this.#end) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#wake = null;
    if (this.#dropped > 0) {
      const count = this.#dropped;
      this.#dropped = 0;
      return { event: this.#missed(count) };
    }
    const [event] = this.#waiting;
    if (event !== undefined) {
      this.#waiting.shift();
      return { event };
    }
    if (this.#end && "error" in this.#end) {
      const { error } = this.#end;
      this.#end = {};
      throw error;
    }
    return null;
  }
}

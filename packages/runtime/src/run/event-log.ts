/** Keeps what happens, in order, for any number of readers, who may come and leave at any time. */
export class EventLog<T> {
  readonly #events: T[] = [];
  #isOver = false;
  #waiting: (() => void)[] = [];

  /** Adds an event; does nothing after the end. The maker never waits for a reader. */
  push(event: T): void {
    if (this.#isOver) return;
    this.#events.push(event);
    this.#wake();
  }

  /** Ends the list: readers get what is left, and are done. */
  end(): void {
    this.#isOver = true;
    this.#wake();
  }

  /** Gives every event that is wanted from the first one on, each as soon as it is there, until the end or the signal. */
  async *read(
    signal?: AbortSignal,
    isWanted: (event: T) => boolean = () => true,
  ): AsyncGenerator<T, void, void> {
    const wake = (): void => this.#wake();
    signal?.addEventListener("abort", wake);
    try {
      for (let next = 0; !signal?.aborted; ) {
        const event = this.#events[next];
        if (event !== undefined) {
          next++;
          if (isWanted(event)) yield event;
        } else if (this.#isOver) return;
        else await new Promise<void>((resolve) => this.#waiting.push(resolve));
      }
    } finally {
      signal?.removeEventListener("abort", wake);
    }
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

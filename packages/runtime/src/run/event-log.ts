import { Bell } from "./bell.js";

/** A list of events in order, for any number of readers, who may come and leave at any time. */
export class EventLog<T> {
  readonly #events: T[] = [];
  readonly #bell = new Bell();
  #isOver = false;

  /** Adds an event; does nothing after the end. Never waits for a reader. */
  push(event: T): void {
    if (this.#isOver) return;
    this.#events.push(event);
    this.#bell.ring();
  }

  /** Ends the list. Readers get the remaining events, and end. */
  end(): void {
    this.#isOver = true;
    this.#bell.ring();
  }

  /** Yields every wanted event from the first one on, as soon as it is there, until the end or the signal. */
  async *read(
    signal?: AbortSignal,
    isWanted: (event: T) => boolean = () => true,
  ): AsyncGenerator<T, void, void> {
    for (let next = 0; !signal?.aborted; ) {
      const event = this.#events[next];
      if (event !== undefined) {
        next++;
        if (isWanted(event)) yield event;
      } else if (this.#isOver) return;
      else await this.#bell.next(signal);
    }
  }
}

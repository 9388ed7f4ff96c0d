/**
 * A signal that is aborted after a time, and with another one. `clear` it once the work is done; then nothing is left
 * of it, where `AbortSignal.any` and `AbortSignal.timeout` cost twice as much and wait for the garbage collector.
 */
export class Deadline {
  readonly #outer: AbortSignal | undefined;
  readonly #stop = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #isOver = false;
  readonly #onAbort = () => this.#stop.abort(this.#outer?.reason);

  /** `ms`: milliseconds from now. The timer keeps no process alive. */
  constructor(ms: number, outer?: AbortSignal) {
    this.#outer = outer;
    this.#timer = setTimeout(() => this.#end(), ms).unref();
    if (outer?.aborted) this.#onAbort();
    else outer?.addEventListener("abort", this.#onAbort, { once: true });
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Whether the time was over first. */
  get isOver(): boolean {
    return this.#isOver;
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#outer?.removeEventListener("abort", this.#onAbort);
  }

  #end(): void {
    if (this.#stop.signal.aborted) return;
    this.#isOver = true;
    this.#stop.abort(new DOMException("The time is over", "TimeoutError"));
  }
}

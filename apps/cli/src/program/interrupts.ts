/** Handlers of Ctrl-C that come before the process's own. */
export class Interrupts {
  readonly #handlers: (() => boolean)[] = [];

  /** Adds a handler, which is asked before the earlier ones; returns what removes it. */
  add(handler: () => boolean): () => void {
    this.#handlers.unshift(handler);
    return () => {
      const at = this.#handlers.indexOf(handler);
      if (at >= 0) this.#handlers.splice(at, 1);
    };
  }

  /** Returns true if a handler dealt with it; false without handlers. */
  handle(): boolean {
    return this.#handlers.some((handler) => handler());
  }
}

/** Handlers of Ctrl-C that are called before the process's own. */
export class Interrupts {
  readonly #handlers: (() => boolean)[] = [];

  /** Adds a handler, which is called before the earlier ones; returns a function that removes it. */
  add(handler: () => boolean): () => void {
    this.#handlers.unshift(handler);
    return () => {
      const at = this.#handlers.indexOf(handler);
      if (at >= 0) this.#handlers.splice(at, 1);
    };
  }

  /** Returns true if a handler has handled it; false without handlers. */
  handle(): boolean {
    return this.#handlers.some((handler) => handler());
  }
}

import { type Answer, answerOf } from "./answer.js";
import type { HttpOptions } from "./http-client.js";
import type { SendHop } from "./send.js";

type Options = Pick<HttpOptions, "fetch" | "guardedFetch" | "allowPrivateNetwork" | "proxied" | "lightAfter">;

/** How requests of a client leave. undici is loaded with the first that needs it: most commands never do. */
export class WaysOut {
  readonly #options: Options;
  #guarded: Promise<typeof fetch> | null = null;
  #light: Promise<SendHop<Answer>> | null = null;
  #sent = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Returns what sends to addresses that the user configured, for answers that are read as a whole. */
  async answering(): Promise<SendHop<Answer>> {
    const { fetch, lightAfter = Number.POSITIVE_INFINITY, proxied = false } = this.#options;
    if (this.#sent++ < lightAfter) return async (url, init) => answerOf(await fetch(url, init));
    this.#light ??= import("./light-fetch.js").then(({ lightFetch }) => lightFetch({ proxied }));
    return this.#light;
  }

  /** Returns what sends to all other addresses: checks and pins what a name resolves to. */
  guarded(): Promise<typeof fetch> {
    const { guardedFetch: given, allowPrivateNetwork: allowPrivate = false, proxied = false } = this.#options;
    this.#guarded ??= given
      ? Promise.resolve(given)
      : import("./guarded-fetch.js").then(({ guardedFetch }) => guardedFetch({ allowPrivate, proxied }));
    return this.#guarded;
  }

  /** Returns the same, for answers that are read as a whole. */
  async guardedAnswering(): Promise<SendHop<Answer>> {
    const guarded = await this.guarded();
    return async (url, init) => answerOf(await guarded(url, init));
  }
}

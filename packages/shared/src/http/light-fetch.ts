import { Agent, type Dispatcher, EnvHttpProxyAgent } from "undici";
import type { Answer } from "./answer.js";
import { ENCODINGS } from "./decode-body.js";
import { LightAnswer } from "./light-answer.js";
import type { SendHop } from "./send.js";

export interface LightOptions {
  /** Whether the proxy of the environment (`HTTPS_PROXY`, `NO_PROXY`) is used. */
  readonly proxied: boolean;
}

/**
 * Returns what does the work of `fetch` where the whole body is wanted: by undici's dispatcher, on which its `fetch` is
 * built too. Connections are kept and pooled alike; what it leaves out, streams and a `Response`, is most of what a
 * request costs the processor (decision 13). Redirects are not followed.
 */
export function lightFetch({ proxied }: LightOptions): SendHop<Answer> {
  const dispatcher: Dispatcher = proxied ? new EnvHttpProxyAgent() : new Agent();
  return (url, { method, headers, body, signal }) =>
    new Promise((begun, failed) => {
      const options: Dispatcher.DispatchOptions = {
        origin: url.origin,
        path: url.pathname + url.search,
        // The cast: `HttpRequest.method` is one of undici's.
        method: method as Dispatcher.HttpMethod,
        headers: { accept: "*/*", "accept-encoding": ENCODINGS, ...headers },
        body: body ?? null,
      };
      dispatcher.dispatch(options, new LightAnswer(url.href, signal, { begun, failed }));
    });
}

import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { HttpClient, type HttpOptions } from "../http/http-client.js";
import type { Answer, Transport } from "../http/transport/transport.js";

/** Returns an HTTP client that a scripted `fetch` answers, without jitter and on a clock that sleeps no time. */
export function scriptedHttp(fetch: typeof globalThis.fetch, options: Partial<HttpOptions> = {}): HttpClient {
  return new HttpClient({
    transport: scriptedTransport(fetch),
    clock: { now: () => 0, sleep: async (_ms, signal) => signal?.throwIfAborted() },
    random: () => 0,
    userAgent: "test",
    secrets: [],
    ...options,
  });
}

/** Returns a transport that a scripted `fetch` answers. */
export function scriptedTransport(fetch: typeof globalThis.fetch): Transport {
  return async ({ url, method, headers, body, signal }) => {
    signal.throwIfAborted();
    const sent = body === undefined ? {} : { body: typeof body === "string" ? body : new Uint8Array(body) };
    return answerOf(await fetch(url, { method, headers, signal, ...sent }));
  };
}

function answerOf({ status, headers, body }: Response): Answer {
  // One standard, two declarations of it: the DOM's and Node's.
  const stream = body as unknown as ReadableStream<Uint8Array> | null;
  return { status, headers, body: stream ? Readable.fromWeb(stream) : Readable.from([]) };
}

import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import type { Answer, Transport } from "../http/transport/transport.js";

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

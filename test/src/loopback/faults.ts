import { gzipSync } from "node:zlib";
import type { InjectedFault } from "./fault-rules.js";
import { empty, json, type Reply, refusal, text, wholeBody } from "./reply.js";

/** Returns a fault that answers with a status, and `{"error": ...}` unless a body is given. */
export function failWith(
  status: number,
  options: { readonly headers?: Readonly<Record<string, string>>; readonly body?: string } = {},
): InjectedFault {
  return () =>
    options.body === undefined
      ? refusal(status, `injected fault ${status}`, options.headers)
      : text(options.body, status, options.headers);
}

/**
 * Returns a fault that answers 429 as the Hub does, with the seconds until its window starts anew.
 * Without seconds the answer carries no header that says how long to wait.
 */
export function rateLimited(resetSeconds?: number, bucket: "api" | "resolvers" = "api"): InjectedFault {
  const headers =
    resetSeconds === undefined
      ? {}
      : {
          ratelimit: `"${bucket}";r=0;t=${resetSeconds}`,
          "ratelimit-policy": `"fixed window";"${bucket}";q=500;w=300`,
        };
  return failWith(429, { headers });
}

/** Returns a fault that cuts the connection before any header. */
export function resetConnection(): InjectedFault {
  return () => ({ ...empty(200), cut: "before-headers" });
}

/** Returns a fault that announces the whole body and cuts the connection after a share of it (0 to 1). */
export function truncateBody(share = 0.5): InjectedFault {
  return async (_request, honest) => {
    const reply = await honest();
    const body = await wholeBody(reply);
    return { ...reply, body, cut: Math.floor(body.byteLength * share) };
  };
}

/** Returns a fault that answers with a web page and status 200, as captive portals and proxies do. */
export function htmlPage(status = 200): InjectedFault {
  return () =>
    text("<!doctype html><title>Sign in</title><p>Sign in to use this network.</p>", status, {
      "content-type": "text/html; charset=utf-8",
    });
}

/** Returns a fault that answers 200 with JSON of the caller's choosing: the wrong type, missing fields. */
export function wrongJson(value: unknown): InjectedFault {
  return () => json(value);
}

/** Returns a fault that puts bytes into the body that are no UTF-8. */
export function invalidUtf8(): InjectedFault {
  return async (_request, honest) => {
    const reply = await honest();
    const body = await wholeBody(reply);
    return {
      ...reply,
      body: Buffer.concat([body.slice(0, 2), Buffer.from([0xff, 0xfe, 0xc3, 0x28]), body.slice(2)]),
    };
  };
}

/** Returns a fault that answers with gzip of so many MiB of spaces: about 1 KiB on the wire for each. */
export function gzipBomb(mebibytes: number): InjectedFault {
  const member = gzipSync(Buffer.alloc(1024 * 1024, " "));
  return () => ({
    status: 200,
    headers: { "content-type": "application/json", "content-encoding": "gzip" },
    body: pieces(mebibytes, member),
  });
}

/** Returns a fault that sends the body in so small pieces that each arrives alone. */
export function trickledBody(bytes = 16): InjectedFault {
  return async (_request, honest) => {
    const reply = await honest();
    return { ...reply, body: trickled(await wholeBody(reply), bytes) };
  };
}

/** Returns a fault that answers with so many MiB of text; it may be endless. */
export function hugeBody(mebibytes: number): InjectedFault {
  const piece = Buffer.from("A model card that does not end. ".repeat((1024 * 1024) / 32));
  return () => ({
    status: 200,
    headers: { "content-type": "text/plain; charset=utf-8" },
    body: pieces(mebibytes, piece),
  });
}

/** Returns a fault that changes the answer's headers; null removes one. For a looping, foreign or missing `link`. */
export function withHeaders(
  change: (reply: Reply) => Readonly<Record<string, string | null>>,
): InjectedFault {
  return async (_request, honest) => {
    const reply = await honest();
    const changed = Object.entries({ ...reply.headers, ...change(reply) });
    return {
      ...reply,
      headers: Object.fromEntries(changed.filter((entry): entry is [string, string] => entry[1] !== null)),
    };
  };
}

/** Returns a fault that points the listing's `Link` back at the page itself. */
export function loopingLink(): InjectedFault {
  return async (request, honest) => {
    const reply = await honest();
    const link = `<${request.origin}/api/models?${request.query}>; rel="next"`;
    return { ...reply, headers: { ...reply.headers, link } };
  };
}

/** Returns a fault that points the listing's `Link` at another address. */
export function foreignLink(address: string): InjectedFault {
  return withHeaders(() => ({ link: `<${address}>; rel="next"` }));
}

/** Returns a fault that is the first given one for the first request, the second for the second; the last one stays. */
export function inTurn(...faults: readonly [InjectedFault, ...InjectedFault[]]): InjectedFault {
  let n = 0;
  return (request, honest) => (faults[Math.min(n++, faults.length - 1)] ?? faults[0])(request, honest);
}

/** A fault that changes nothing; for the turns of `inTurn` that shall succeed. */
export const honestly: InjectedFault = (_request, honest) => honest();

async function* trickled(body: Uint8Array, bytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < body.length; at += bytes) {
    yield body.subarray(at, at + bytes);
    await new Promise(setImmediate);
  }
}

async function* pieces(count: number, piece: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < count; i++) yield piece;
}

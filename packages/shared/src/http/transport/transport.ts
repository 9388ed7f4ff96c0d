import type { Readable } from "node:stream";
import { Agent, type Dispatcher, EnvHttpProxyAgent } from "undici";
import { checkBehindProxy, guardedLookup, type Resolve, systemResolve } from "./guarded-lookup.js";
import { ENCODINGS, unpacked } from "./unpacked.js";

/** The headers of an answer. `get` joins headers of one name with commas and returns null if there is none. */
export type AnswerHeaders = Pick<Headers, "get">;

/** An answer with an unread body. */
export interface Answer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** Decompressed. Destroy it if it is not needed. */
  readonly body: Readable;
}

/** One request, sent to one server. */
export interface Hop {
  readonly url: URL;
  readonly method: "GET" | "POST" | "HEAD" | "PUT" | "DELETE";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  readonly signal: AbortSignal;
  /** Whether the user did not configure the address; what its name resolves to is then checked and pinned. */
  readonly isUntrusted: boolean;
}

/**
 * Sends one request and returns its answer when the headers have arrived. Redirects are not followed.
 * @throws the signal's reason as soon as it is aborted; a Fault EGRESS_BLOCKED, also as a `cause`; the connection's
 * error.
 */
export type Transport = (hop: Hop) => Promise<Answer>;

export interface TransportOptions {
  /** Whether untrusted addresses may be in private networks. */
  readonly allowPrivate: boolean;
  /** Whether the proxy of the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`) is used. */
  readonly proxied: boolean;
  /** Default: the system's resolver. */
  readonly resolve?: Resolve;
}

/**
 * Returns a transport with undici's `request`. An untrusted name is resolved once, all its addresses are checked, and
 * the socket connects only to these. Behind a proxy the name is checked if this machine can resolve it, and the proxy
 * resolves it again. Plain http goes to a proxy as a request, https by CONNECT.
 */
export function undiciTransport(options: TransportOptions): Transport {
  const { allowPrivate, proxied, resolve = systemResolve } = options;
  const rules = { plain: true, allowPrivate };
  const trusted = dispatcherFor(proxied, {});
  const untrusted = dispatcherFor(proxied, { connect: { lookup: guardedLookup(resolve, rules) } });
  return async ({ url, method, headers, body = null, signal, isUntrusted }) => {
    signal.throwIfAborted();
    if (isUntrusted && proxied) await checkBehindProxy(url, resolve, rules);
    const sent = (isUntrusted ? untrusted : trusted).request({
      origin: url.origin,
      path: url.pathname + url.search,
      method,
      headers: { accept: "*/*", "accept-encoding": ENCODINGS, ...headers },
      body,
      signal,
    });
    const answer = await unlessAborted(sent, signal);
    const answerHeaders = { get: (name: string) => headerText(answer.headers[name.toLowerCase()]) };
    const encoding = method === "HEAD" ? null : answerHeaders.get("content-encoding");
    return { status: answer.statusCode, headers: answerHeaders, body: await unpacked(answer.body, encoding) };
  };
}

function dispatcherFor(proxied: boolean, options: Agent.Options): Dispatcher {
  return proxied ? new EnvHttpProxyAgent({ ...options, proxyTunnel: false }) : new Agent(options);
}

/** Undici notices an aborted signal only after it has connected. */
function unlessAborted<T>(sent: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    sent.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

function headerText(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value.join(", ") : value) ?? null;
}

import { Fault } from "../errors/fault.js";
import type { Answer } from "./answer.js";
import type { Foreign } from "./foreign.js";

/** A secret and the one origin that may see it. */
export interface Credential {
  /** `https://huggingface.co` */
  readonly origin: string;
  /** Sent as `Authorization: Bearer`. */
  readonly token: string;
}

export interface Outgoing {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
  readonly credential: Credential | undefined;
  readonly foreign: Foreign | undefined;
  readonly signal: AbortSignal;
  readonly purpose: string;
}

/** What is sent in one hop; a part of what `fetch` takes. */
export interface HopInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly redirect: "manual";
  readonly signal: AbortSignal;
}

/** An answer as far as it is looked at here; `Response` is one. */
type Hop = Pick<Answer, "status" | "headers" | "body">;

/** Sends one hop and returns its answer; `fetch` is one. */
export type SendHop<T> = (url: URL, init: HopInit) => Promise<T>;

/** Ways out. */
export interface Through<T> {
  /** To addresses that the user configured. */
  readonly fetch: SendHop<T>;
  /** To all others: checks and pins what a name resolves to. */
  readonly guarded: () => Promise<SendHop<T>>;
  readonly allowPrivate: boolean;
  readonly onRequest: () => void;
}

const MAX_REDIRECTS = 5;
/** undici allows five since 6.24.1 and 7.18; the undici inside older Nodes any number (CVE-2026-22036). */
const MAX_ENCODINGS = 3;
/** All that another origin than the first is told: no credential, whatever header it would be in. */
const HARMLESS_HEADERS: ReadonlySet<string> = new Set([
  "accept",
  "accept-encoding",
  "accept-language",
  "content-type",
  "if-modified-since",
  "if-none-match",
  "if-range",
  "range",
  "user-agent",
]);

/**
 * Returns the answer after at most 5 redirects. Redirects are followed by hand: every hop must be http(s) and never
 * from https to http; one to another origin passes the gate as a foreign address does and carries harmless headers
 * only. A redirected POST becomes a GET for 301, 302 and 303, as in the Fetch standard.
 * @throws Fault EGRESS_BLOCKED for a closed address or hop, or too many of them; BAD_RESPONSE for an answer packed more
 * than three times.
 */
export async function send<T extends Hop>(through: Through<T>, outgoing: Outgoing): Promise<T> {
  let { url, method, body } = outgoing;
  const first = url.origin;
  const isOwn = !outgoing.foreign || isHome(url, outgoing.foreign);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const isOpen = isOwn && url.origin === first;
    const isPlain = hop > 0 || outgoing.foreign?.plain === true;
    const fetch = isOpen ? through.fetch : await checked(through, url, isPlain, outgoing.purpose);
    through.onRequest();
    const response = await fetch(url, {
      method,
      headers: headersFor(outgoing, url, first),
      redirect: "manual",
      signal: outgoing.signal,
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : new Uint8Array(body) }),
    });
    const location = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || response.status === 304 || !location)
      return refusePacked(response, url, outgoing.purpose);
    await response.body?.cancel();
    url = nextHop(url, location, outgoing.purpose);
    if (response.status <= 303 && method === "POST") {
      method = "GET";
      body = undefined;
    }
  }
  throw new Fault("EGRESS_BLOCKED", `Could not ${outgoing.purpose}: more than ${MAX_REDIRECTS} redirects`, {
    came: `a redirect loop at ${url.host}`,
  });
}

/** Whether an address lies at the server that named it. An opaque origin ("null", of `file:` and `data:`) is nobody's. */
function isHome(url: URL, { home }: Foreign): boolean {
  return home !== undefined && url.origin !== "null" && url.origin === new URL(home).origin;
}

/** Loads the gate with the first address that needs it. */
async function checked<T>(
  through: Through<T>,
  url: URL,
  plain: boolean,
  purpose: string,
): Promise<SendHop<T>> {
  const { checkAddress } = await import("./egress-gate.js");
  checkAddress(url, { plain, allowPrivate: through.allowPrivate }, purpose);
  return through.guarded();
}

function nextHop(from: URL, location: string, purpose: string): URL {
  const to = URL.canParse(location, from.href) ? new URL(location, from) : null;
  const secure = to?.protocol === "https:" || (to?.protocol === "http:" && from.protocol === "http:");
  if (to && secure && !to.username && !to.password) return to;
  throw new Fault("EGRESS_BLOCKED", `Could not ${purpose}: ${from.host} redirects to a forbidden address`, {
    wanted: "an https address",
    came: to ? `${to.protocol}//${to.host}` : "no address",
  });
}

function headersFor(outgoing: Outgoing, url: URL, firstOrigin: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(outgoing.headers)) {
    if (url.origin === firstOrigin || HARMLESS_HEADERS.has(name.toLowerCase())) headers[name] = value;
  }
  const { credential } = outgoing;
  if (credential && url.origin === new URL(credential.origin).origin)
    headers.authorization = `Bearer ${credential.token}`;
  return headers;
}

async function refusePacked<T extends Hop>(response: T, url: URL, purpose: string): Promise<T> {
  const encodings = (response.headers.get("content-encoding") ?? "").split(",").length;
  if (encodings <= MAX_ENCODINGS) return response;
  await response.body?.cancel();
  throw new Fault("BAD_RESPONSE", `Could not ${purpose}: ${url.host} packed its answer ${encodings} times`, {
    wanted: `at most ${MAX_ENCODINGS} content encodings`,
    came: `${encodings}`,
  });
}

import { Fault } from "../errors/fault.js";
import type { Answer, Hop, Transport } from "./transport/transport.js";

/** A secret and the one origin that may see it. */
export interface Credential {
  /** `https://huggingface.co` */
  readonly origin: string;
  /** Sent as `Authorization: Bearer`. */
  readonly token: string;
}

/**
 * Marks an address that the user did not configure, from a request, a plan, a card or an answer. It must pass the gate
 * (`checkAddress`), gets no credential, and the addresses that its name resolves to are checked and pinned.
 */
export interface Untrusted {
  /** The origin of the server that named the address. That origin is allowed wherever it is. */
  readonly home?: string | undefined;
  /** Whether plain http is allowed, for addresses that the user typed. Default false. */
  readonly plain?: boolean;
}

export interface Outgoing extends Omit<Hop, "isUntrusted"> {
  readonly credential: Credential | undefined;
  readonly untrusted: Untrusted | undefined;
  readonly purpose: string;
}

export interface SendOptions {
  readonly transport: Transport;
  readonly allowPrivate: boolean;
  /** Called for each hop. */
  readonly onRequest: () => void;
}

const MAX_REDIRECTS = 5;
/** Browsers and undici allow five; honest servers compress an answer once. */
const MAX_ENCODINGS = 3;
/** The only headers sent to other origins than the first: no other header, because it could hold a credential. */
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
 * Returns the answer after at most 5 redirects, with the address that gave it. Redirects are followed here: each must
 * be http(s), and never lead from https to http. One to another origin must pass the gate like an untrusted address,
 * and gets harmless headers only. A redirected POST becomes a GET for 301, 302 and 303, as in the Fetch standard.
 * @throws Fault EGRESS_BLOCKED for a forbidden address or redirect, or too many redirects; BAD_RESPONSE for an answer
 * that was compressed more than three times.
 */
export async function send(
  options: SendOptions,
  outgoing: Outgoing,
): Promise<Answer & { readonly url: URL }> {
  const { signal, purpose, untrusted } = outgoing;
  let { url, method, body } = outgoing;
  const first = url.origin;
  const isOwn = !untrusted || isHome(url, untrusted);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const isUntrusted = !isOwn || url.origin !== first;
    if (isUntrusted) await checkGate(url, { plain: hop > 0 || untrusted?.plain === true, options, purpose });
    options.onRequest();
    const headers = headersFor(outgoing, url, first);
    const answer = await options.transport({ url, method, headers, body, signal, isUntrusted });
    const location = answer.headers.get("location");
    if (answer.status < 300 || answer.status > 399 || answer.status === 304 || !location) {
      refusePacked(answer, url, purpose);
      return { ...answer, url };
    }
    answer.body.destroy();
    url = nextHop(url, location, purpose);
    if (answer.status <= 303 && method === "POST") {
      method = "GET";
      body = undefined;
    }
  }
  throw new Fault("EGRESS_BLOCKED", `Could not ${purpose}: more than ${MAX_REDIRECTS} redirects`, {
    came: `a redirect loop at ${url.host}`,
  });
}

/**
 * Whether an address is on the server that named it. The opaque origin "null" (of `file:` and `data:`) is no server's.
 */
function isHome(url: URL, { home }: Untrusted): boolean {
  return home !== undefined && url.origin !== "null" && url.origin === new URL(home).origin;
}

/** The gate is loaded when an address first needs it. */
async function checkGate(
  url: URL,
  { plain, options, purpose }: { plain: boolean; options: SendOptions; purpose: string },
): Promise<void> {
  const { checkAddress } = await import("./transport/egress-gate.js");
  checkAddress(url, { plain, allowPrivate: options.allowPrivate }, purpose);
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

/** Keys are often copied with quotes, ellipses or spaces that headers cannot hold. */
const NOT_IN_HEADERS = /[^\t\x20-\x7e\x80-\xff]/;

/**
 * Checks that a header can hold a text. `what` begins the message, which does not show the text.
 * @throws Fault CONFIG_INVALID if it cannot.
 */
export function assertHeaderText(text: string, what: string): void {
  const found = NOT_IN_HEADERS.exec(text)?.[0];
  if (found === undefined) return;
  throw new Fault("CONFIG_INVALID", `${what} cannot be sent: it contains a character that no key has`, {
    wanted: "letters, digits and signs of ASCII",
    came: `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`,
    next: "Copy it again from where it was made, whole and without quotes (HF_TOKEN, OPENAI_API_KEY).",
  });
}

function headersFor(outgoing: Outgoing, url: URL, firstOrigin: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(outgoing.headers)) {
    if (url.origin === firstOrigin || HARMLESS_HEADERS.has(name.toLowerCase())) headers[name] = value;
  }
  const { credential } = outgoing;
  if (credential && url.origin === new URL(credential.origin).origin) {
    assertHeaderText(credential.token, `The token for ${url.host}`);
    headers.authorization = `Bearer ${credential.token}`;
  }
  return headers;
}

function refusePacked(answer: Answer, url: URL, purpose: string): void {
  const encodings = (answer.headers.get("content-encoding") ?? "").split(",").length;
  if (encodings <= MAX_ENCODINGS) return;
  answer.body.destroy();
  throw new Fault(
    "BAD_RESPONSE",
    `Could not ${purpose}: ${url.host} compressed its answer ${encodings} times`,
    {
      wanted: `at most ${MAX_ENCODINGS} content encodings`,
      came: `${encodings}`,
    },
  );
}

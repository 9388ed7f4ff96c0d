import { Fault } from "../errors/fault.js";

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
  readonly signal: AbortSignal;
  readonly purpose: string;
}

const MAX_REDIRECTS = 5;
const CREDENTIAL_HEADERS = [
  "authorization",
  "cookie",
  "x-api-key",
  "api-key",
  "proxy-authorization",
  "x-hf-bill-to",
];

/**
 * Returns the answer after at most 5 redirects. Redirects are followed by hand: every hop must be http(s) and never
 * from https to http, and a hop to another origin carries no credential (fetch alone would keep `x-api-key`).
 * A redirected POST becomes a GET for 301, 302 and 303, as in the Fetch standard.
 * @throws Fault EGRESS_BLOCKED for a forbidden hop or too many of them.
 */
export async function send(
  through: { readonly fetch: typeof fetch; readonly onRequest: () => void },
  outgoing: Outgoing,
): Promise<Response> {
  let { url, method, body } = outgoing;
  const first = url.origin;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    through.onRequest();
    const response = await through.fetch(url, {
      method,
      headers: headersFor(outgoing, url, first),
      redirect: "manual",
      signal: outgoing.signal,
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : new Uint8Array(body) }),
    });
    const location = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || response.status === 304 || !location)
      return response;
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
    if (url.origin === firstOrigin || !CREDENTIAL_HEADERS.includes(name.toLowerCase())) headers[name] = value;
  }
  const { credential } = outgoing;
  if (credential && url.origin === new URL(credential.origin).origin)
    headers.authorization = `Bearer ${credential.token}`;
  return headers;
}

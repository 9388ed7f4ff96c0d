import { type Clock, Fault, isFault, type Job, type JobWatch } from "@hugginggpt/shared";
import type { HttpClient, HttpRequest } from "@hugginggpt/shared/http";

/** What calling inference providers needs. */
export interface ProviderAccess {
  readonly http: HttpClient;
  readonly clock: Clock;
  /** The inference router, `https://router.huggingface.co`, without a trailing slash. */
  readonly router: string;
  /** Sent to the router only; null: calls go without one. */
  readonly token: string | null;
}

/** A job that is done at a server. */
export interface ModelCall {
  readonly job: Job;
  readonly access: ProviderAccess;
  readonly signal: AbortSignal;
  readonly watch?: JobWatch | undefined;
}

/** What a request carries. */
export type Content = Pick<HttpRequest, "headers" | "body">;

/** One try may take as long as the attempt's signal allows; this is a bound on top of it, in milliseconds. */
export const DEADLINE_MS = 600_000;
/** One call, one try: whether and where to try again is the executor's to say. */
const TRIES = 1;
/** A JSON answer or a file at most. */
const MAX_BYTES = 256 * 1024 * 1024;

/** Returns a request with a provider's limits: sent once by default, with the token for the router's origin alone. */
export function providerRequest(
  { router, token }: ProviderAccess,
  request: Omit<HttpRequest, "credential" | "deadlineMs" | "maxBytes">,
): HttpRequest {
  return {
    tries: TRIES,
    ...request,
    ...(token === null ? {} : { credential: { origin: new URL(router).origin, token } }),
    deadlineMs: DEADLINE_MS,
    maxBytes: MAX_BYTES,
  };
}

/** Returns the request that sends a job to a server. `at`: the server's name, for messages. */
export function jobRequest(
  { job, access, signal }: ModelCall,
  at: string,
  sent: Content & Pick<HttpRequest, "url">,
): HttpRequest {
  return providerRequest(access, { purpose: `run ${job.model} at ${at}`, method: "POST", ...sent, signal });
}

/** Returns a value as the content of a request, in JSON. */
export function jsonContent(value: Readonly<Record<string, unknown>>): Content {
  return { headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}

/** Returns a form, or whatever else `fetch` sends, as the content of a request. */
export async function encodedContent(body: RequestInit["body"]): Promise<Content> {
  const encoded = new Response(body ?? null);
  const type = encoded.headers.get("content-type");
  const bytes = new Uint8Array(await encoded.arrayBuffer());
  return { headers: type ? { "content-type": type } : {}, body: bytes };
}

/**
 * Returns a fault as UNSUPPORTED if the router refused because the provider does not serve the model; else as it is.
 */
export function servingFault(error: unknown): unknown {
  if (!isFault(error, "BAD_REQUEST") || !error.about.includes("not-served")) return error;
  return new Fault("UNSUPPORTED", error.message, {
    cause: error,
    about: error.about,
    next: "Run `indexer sync` to refresh where models run.",
  });
}

/**
 * Returns an id as a path: each part encoded.
 * @throws Fault BAD_REQUEST for a part that would leave the path.
 */
export function idPath(id: string): string {
  const parts = id.split("/");
  if (parts.some((part) => part === "" || part === "." || part === ".."))
    throw new Fault("BAD_REQUEST", `"${id.slice(0, 80)}" is not a model id`);
  return parts.map(encodeURIComponent).join("/");
}

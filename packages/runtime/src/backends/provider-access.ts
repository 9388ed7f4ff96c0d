import { type Clock, Fault, isFault } from "@hugginggpt/shared";
import type { HttpClient, HttpRequest, HttpResponse } from "@hugginggpt/shared/http";

/** What calling inference providers needs. */
export interface ProviderAccess {
  readonly http: HttpClient;
  readonly clock: Clock;
  /** The inference router, `https://router.huggingface.co`, without a trailing slash. */
  readonly router: string;
  /** Sent to the router only; null: calls go without one. */
  readonly token: string | null;
}

/** One try may take as long as the attempt's signal allows; this is a bound on top of it, in milliseconds. */
const DEADLINE_MS = 600_000;
/** One call, one try: whether and where to try again is the executor's to say. */
const TRIES = 1;
/** A JSON answer or a file at most. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * Sends a request, once unless it says otherwise, and returns the answer. The token goes to the router's origin only.
 * @throws Fault by kind of failure; UNSUPPORTED where the router says that the provider does not serve the model.
 */
export async function callProvider(
  access: ProviderAccess,
  request: Pick<
    HttpRequest,
    "purpose" | "method" | "url" | "headers" | "body" | "signal" | "tries" | "maxWaitMs"
  >,
): Promise<HttpResponse> {
  const { router, token } = access;
  try {
    return await access.http.request({
      tries: TRIES,
      ...request,
      ...(token === null ? {} : { credential: { origin: new URL(router).origin, token } }),
      deadlineMs: DEADLINE_MS,
      maxBytes: MAX_BYTES,
    });
  } catch (error) {
    if (isFault(error, "BAD_REQUEST") && error.about.includes("not-served"))
      throw new Fault("UNSUPPORTED", error.message, {
        cause: error,
        next: "Run `indexer sync` to refresh where models run.",
      });
    throw error;
  }
}

/**
 * Returns an id as a path: each part encoded.
 * @throws Fault BAD_REQUEST for a part that would leave the path.
 */
export function idPath(id: string): string {
  const parts = id.split("/");
  if (parts.some((part) => part === "" || part === "." || part === ".."))
    throw new Fault("BAD_REQUEST", `"${id.slice(0, 80)}" is no model id`);
  return parts.map(encodeURIComponent).join("/");
}

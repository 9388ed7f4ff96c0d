import { Deadline } from "./deadline.js";
import type { HttpClient } from "./http-client.js";
import { type BodyLimits, limitBody } from "./limit-body.js";
import { networkFault } from "./network-fault.js";
import type { Answer } from "./transport/transport.js";

export interface LibraryFetchOptions {
  readonly purpose: string;
  /** For the whole answer, body included, in milliseconds. */
  readonly deadlineMs: number;
  /** Decoded bytes of the body at most. Default 32 MiB. */
  readonly maxBytes?: number;
  /** Silence at most while the body is read, in milliseconds. Default 120,000: models think before they speak. */
  readonly idleMs?: number;
}

const DEFAULT_MAX_BYTES = 32 * 1024 * 1024;
const DEFAULT_IDLE_MS = 120_000;
/** Statuses whose answers have no body by the Fetch standard. */
const NULL_BODY: readonly number[] = [204, 205, 304];

/**
 * Returns a `fetch` for a client library, one try by our module: the library's retries must be off. What it throws, and
 * what a reader of the body gets, is a Fault: a refusal by its status, NETWORK, TIMEOUT, RESPONSE_TOO_LARGE; or the reason
 * of the library's own signal.
 */
export function libraryFetch(http: HttpClient, options: LibraryFetchOptions): typeof fetch {
  const { purpose, deadlineMs, maxBytes = DEFAULT_MAX_BYTES, idleMs = DEFAULT_IDLE_MS } = options;
  const limits = { purpose, maxBytes, idleMs, secrets: http.options.secrets };
  return async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const deadline = new Deadline(deadlineMs, request.signal);
    const explained = (error: unknown) => {
      request.signal.throwIfAborted();
      return networkFault(error, { purpose, url, lateMs: deadline.isOver ? deadlineMs : undefined });
    };
    try {
      const answer = await http.open(
        {
          purpose,
          method: request.method === "POST" ? "POST" : "GET",
          url,
          headers: Object.fromEntries(request.headers),
          ...(request.body ? { body: new Uint8Array(await request.arrayBuffer()) } : {}),
        },
        deadline.signal,
      );
      return responseOf(answer, limits, explained);
    } catch (error) {
      throw explained(error);
    }
  };
}

/** Of the headers a library gets the content type: nothing else is of use to it. */
function responseOf(
  { status, headers, body }: Answer,
  limits: BodyLimits,
  explained: (error: unknown) => Error,
): Response {
  async function* pieces() {
    try {
      yield* limitBody(body, limits);
    } catch (error) {
      throw explained(error);
    }
  }
  const type = headers.get("content-type");
  return new Response(NULL_BODY.includes(status) ? null : ReadableStream.from(pieces()), {
    status,
    headers: type === null ? {} : { "content-type": type },
  });
}

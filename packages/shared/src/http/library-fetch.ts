import { Fault, isFault } from "../errors/fault.js";
import type { HttpClient } from "./http-client.js";
import { type BodyLimits, limitBody } from "./limit-body.js";
import { withRetry } from "./retry.js";
import { isRetryable, statusFault } from "./status-fault.js";
import type { Answer } from "./transport/transport.js";

export interface LibraryFetchOptions {
  readonly purpose: string;
  /** For the whole answer, body included, in milliseconds. */
  readonly deadlineMs: number;
  readonly tries: number;
  readonly maxWaitMs: number;
  /** Decoded bytes of the body at most. Default 32 MiB. */
  readonly maxBytes?: number;
  /** Silence at most while the body is read, in milliseconds. Default 120,000: models think before they speak. */
  readonly idleMs?: number;
  /** Returns the address to use instead; for libraries whose addresses are constants. */
  readonly rewrite?: (url: URL) => URL;
}

const DEFAULT_MAX_BYTES = 32 * 1024 * 1024;
const DEFAULT_IDLE_MS = 120_000;

/**
 * Returns a `fetch` for a client library (openai, @huggingface/inference, @huggingface/hub) that goes through our
 * module: its retries must be off, ours apply. A refusal that is still there after the last try is returned, so
 * that the library makes its own error of it. A body that is too long or falls silent fails while it is read.
 */
export function libraryFetch(http: HttpClient, options: LibraryFetchOptions): typeof fetch {
  const { clock, random, secrets, onWait } = http.options;
  const { purpose, maxBytes = DEFAULT_MAX_BYTES, idleMs = DEFAULT_IDLE_MS } = options;
  const limits = { purpose, maxBytes, idleMs, secrets };
  return async (input, init) => {
    const request = new Request(input, init);
    const url = options.rewrite?.(new URL(request.url)) ?? new URL(request.url);
    const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined;
    const deadline = AbortSignal.timeout(options.deadlineMs);
    const signal = AbortSignal.any([request.signal, deadline]);
    let last: Response | undefined;
    const attempt = async (): Promise<Response> => {
      const answer = await http.open(
        {
          purpose: options.purpose,
          method: request.method === "POST" ? "POST" : "GET",
          url,
          headers: Object.fromEntries(request.headers),
          ...(body === undefined ? {} : { body }),
        },
        signal,
      );
      const response = responseOf(answer, limits);
      if (response.ok || !isRetryable(response.status)) return response;
      last = response.clone();
      throw statusFault({
        purpose: options.purpose,
        url,
        status: response.status,
        headers: response.headers,
        body: await response.text(),
        secrets,
        now: clock.now(),
      });
    };
    try {
      return await withRetry(
        {
          tries: options.tries,
          maxWaitMs: options.maxWaitMs,
          clock,
          random,
          signal,
          onWait: (ms) => onWait?.(options.purpose, ms),
        },
        attempt,
      );
    } catch (error) {
      if (isFault(error) && last) return last;
      if (deadline.aborted && !request.signal.aborted) throw lateFault(options, url);
      throw error;
    }
  };
}

/** Statuses whose answers have no body by the Fetch standard. */
const NULL_BODY: readonly number[] = [204, 205, 304];

/** Of the headers a library gets the content type: nothing else is of use to it. */
function responseOf({ status, headers, body }: Answer, limits: BodyLimits): Response {
  const type = headers.get("content-type");
  return new Response(NULL_BODY.includes(status) ? null : ReadableStream.from(limitBody(body, limits)), {
    status,
    headers: type === null ? {} : { "content-type": type },
  });
}

function lateFault({ purpose, deadlineMs }: LibraryFetchOptions, url: URL): Fault {
  return new Fault("TIMEOUT", `Could not ${purpose}: ${url.host} took longer than ${deadlineMs / 1000} s`, {
    retryable: true,
    next: "Try again later.",
  });
}

import { Fault, type FaultCode } from "../errors/fault.js";
import type { Clock } from "../ports/clock.js";
import { Deadline } from "./deadline.js";
import { readBody } from "./limit-body.js";
import { networkFault } from "./network-fault.js";
import type { Pacer } from "./pacer.js";
import { parseRateLimit, RateGate, retryAfterMs } from "./rate-limit.js";
import { withRetry } from "./retry.js";
import { type Credential, send, type Untrusted } from "./send.js";
import { statusFault } from "./status-fault.js";
import type { Answer, AnswerHeaders, Hop, Transport } from "./transport/transport.js";
import { withoutSecrets } from "./without-secrets.js";

export interface HttpOptions {
  /** Default: undici's, which is loaded with the first request. */
  readonly transport?: Transport;
  /** Whether to use the proxy that the environment names. Default false. */
  readonly proxied?: boolean;
  /** Whether untrusted URLs may point to private networks. Default false. */
  readonly allowPrivateNetwork?: boolean;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly userAgent: string;
  /** Secrets that errors must not contain. */
  readonly secrets: readonly string[];
  /** Called before every wait for a server's limit or after a refusal. `why`: the refusal, absent for a limit. */
  readonly onWait?:
    | ((purpose: string, ms: number, why?: { readonly host: string; readonly code: FaultCode }) => void)
    | undefined;
}

export interface HttpRequest {
  /** The purpose, which completes "Could not ...", such as "read the Hub's listing". */
  readonly purpose: string;
  readonly method?: Hop["method"];
  readonly url: string | URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Sent only to its own origin, and never to an untrusted URL. */
  readonly credential?: Credential | undefined;
  /** Set for a URL that the user did not configure, which must pass the gate (see `fetchUntrusted`). */
  readonly untrusted?: Untrusted | undefined;
  /** Time limit of one try with its body, in milliseconds. Default 60,000. */
  readonly deadlineMs?: number;
  /** Most decoded bytes of the body. Default 32 MiB. */
  readonly maxBytes?: number;
  /** Most tries. Default 5. */
  readonly tries?: number;
  /** The longest wait before a retry. Default 330,000 ms: one window of the Hub's limit. */
  readonly maxWaitMs?: number;
  /** The server's rate-limit bucket for the request. */
  readonly bucket?: "api" | "resolvers";
  /** Statuses outside 200-299 that are returned instead of thrown. */
  readonly accept?: readonly number[];
  readonly signal?: AbortSignal | undefined;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** The URL that answered, after redirects. */
  readonly url: string;
  readonly bytes: Uint8Array;
  /** The number of tries. */
  readonly tries: number;
}

const DEFAULT_DEADLINE_MS = 60_000;
const DEFAULT_MAX_BYTES = 32 * 1024 * 1024;
const DEFAULT_TRIES = 5;
const DEFAULT_MAX_WAIT_MS = 330_000;
/** The pause for a server that refuses because of its limit and does not say for how long. */
const UNSAID_REST_MS = 1000;
const ERROR_BODY_BYTES = 64 * 1024;

/** Sends all requests of a process: deadline, size limit, retry, pacing, credentials by origin, redaction. */
export class HttpClient {
  readonly options: HttpOptions;
  readonly #gate = new RateGate();
  #transport: Promise<Transport> | null = null;
  #requests = 0;
  #pacer: Pacer | null = null;

  constructor(options: HttpOptions) {
    this.options = options;
  }

  /** The number of requests sent, including retries and redirects. */
  get requests(): number {
    return this.#requests;
  }

  /** Sets the pacer that decides when requests of a bucket are sent. */
  paceBy(pacer: Pacer): void {
    this.#pacer = pacer;
  }

  /** Returns the number of requests that a URL's server allows in a window; null if unknown. */
  quota(address: string | URL, bucket: NonNullable<HttpRequest["bucket"]>): number | null {
    return this.#gate.quota(new URL(address).origin, bucket);
  }

  /**
   * Returns the response: status 2xx, or one of `accept`.
   * @throws Fault by kind of failure (see `statusFault`), NETWORK without a response, TIMEOUT past the deadline;
   * the signal's reason when aborted.
   */
  async request(request: HttpRequest): Promise<HttpResponse> {
    const { clock, random } = this.options;
    return withRetry(
      {
        tries: request.tries ?? DEFAULT_TRIES,
        maxWaitMs: request.maxWaitMs ?? DEFAULT_MAX_WAIT_MS,
        clock,
        random,
        signal: request.signal,
        onWait: (ms, { code }) =>
          this.options.onWait?.(request.purpose, ms, { host: new URL(request.url).host, code }),
      },
      async (n) => ({ ...(await this.#once(request)), tries: n + 1 }),
    );
  }

  async #once(request: HttpRequest): Promise<Omit<HttpResponse, "tries">> {
    await this.#pace(request);
    const deadline = new Deadline(request.deadlineMs ?? DEFAULT_DEADLINE_MS, request.signal);
    try {
      const answer = await this.open(request, deadline.signal);
      const bytes = await readBody(answer.body, request.maxBytes ?? DEFAULT_MAX_BYTES, request.purpose);
      return {
        status: answer.status,
        headers: answer.headers,
        url: answer.url.href,
        bytes: withoutSecrets(bytes, this.options.secrets),
      };
    } catch (error) {
      request.signal?.throwIfAborted();
      const { purpose, url, deadlineMs = DEFAULT_DEADLINE_MS } = request;
      const lateMs = deadline.isOver ? deadlineMs : undefined;
      throw networkFault(error, { purpose, url: new URL(url), lateMs });
    } finally {
      deadline.clear();
    }
  }

  /**
   * Sends one request without retries and returns its good response unread, for callers that read it themselves.
   * @throws Fault by what a refusal means, NETWORK without a response, EGRESS_BLOCKED; the signal's reason if aborted.
   */
  async open(request: HttpRequest, signal: AbortSignal): Promise<Answer & { readonly url: URL }> {
    const { userAgent, allowPrivateNetwork: allowPrivate = false } = this.options;
    const url = new URL(request.url);
    try {
      this.#transport ??= this.#loadTransport();
      const answer = await send(
        { transport: await this.#transport, allowPrivate, onRequest: () => this.#requests++ },
        {
          url,
          method: request.method ?? "GET",
          headers: { "user-agent": userAgent, ...request.headers },
          body: request.body,
          credential: request.untrusted ? undefined : request.credential,
          untrusted: request.untrusted,
          signal,
          purpose: request.purpose,
        },
      );
      this.#note(request, url.origin, answer);
      if (isGood(answer.status) || request.accept?.includes(answer.status)) return answer;
      throw await this.#refusal(request, answer);
    } catch (error) {
      signal.throwIfAborted();
      throw networkFault(error, { purpose: request.purpose, url });
    }
  }

  async #loadTransport(): Promise<Transport> {
    const { transport, allowPrivateNetwork: allowPrivate = false, proxied = false } = this.options;
    return transport ?? (await import("./transport/transport.js")).undiciTransport({ allowPrivate, proxied });
  }

  async #pace(request: HttpRequest): Promise<void> {
    if (!request.bucket) return;
    const { clock, onWait } = this.options;
    const { origin, host } = new URL(request.url);
    const sleep = async (ms: number): Promise<void> => {
      if (ms > (request.maxWaitMs ?? DEFAULT_MAX_WAIT_MS))
        throw new Fault("RATE_LIMITED", `Could not ${request.purpose}: ${host} takes no request for now`, {
          came: `a wait of ${Math.ceil(ms / 60_000)} minutes`,
          next: "Try again later.",
          retryAfterMs: ms,
        });
      onWait?.(request.purpose, ms);
      await clock.sleep(ms, request.signal);
    };
    if (this.#pacer) return this.#pacer.admit(origin, request.bucket, sleep);
    const wait = this.#gate.waitMs(origin, request.bucket, clock.now());
    if (wait > 0) await sleep(wait);
  }

  #note({ bucket }: HttpRequest, origin: string, { status, headers }: Answer): void {
    const now = this.options.clock.now();
    this.#gate.note(origin, headers, now);
    if (!bucket || !this.#pacer) return;
    const limit = parseRateLimit(headers);
    const restMs = status === 429 ? (retryAfterMs(headers, now) ?? UNSAID_REST_MS) : null;
    this.#pacer.note({ origin, bucket, limit: limit?.bucket === bucket ? limit : null, restMs });
  }

  async #refusal(request: HttpRequest, answer: Answer & { readonly url: URL }): Promise<Fault> {
    const bytes = await readBody(answer.body, ERROR_BODY_BYTES, request.purpose).catch(
      () => new Uint8Array(),
    );
    return statusFault({
      purpose: request.purpose,
      url: answer.url,
      status: answer.status,
      headers: answer.headers,
      body: new TextDecoder().decode(bytes),
      secrets: this.options.secrets,
      now: this.options.clock.now(),
    });
  }
}

function isGood(status: number): boolean {
  return status >= 200 && status <= 299;
}

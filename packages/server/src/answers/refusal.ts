import { describeProblem, type Fault, type FaultCode, isAbort, isFault } from "@hugginggpt/shared";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** HTTP statuses of the server's own refusals. */
const OWN_STATUS = {
  UNAUTHORIZED: 401,
  HOST_REFUSED: 403,
  ORIGIN_REFUSED: 403,
  TYPE_UNSUPPORTED: 415,
  BODY_INVALID: 400,
  BODY_TOO_LARGE: 413,
  TOO_MANY: 429,
  RANGE_INVALID: 416,
  CONFLICT: 409,
  DRAINING: 503,
  INTERNAL: 500,
} as const satisfies Readonly<Record<string, ContentfulStatusCode>>;

/** Codes of the server's own refusals, in addition to those of faults. */
export type RefusalCode = keyof typeof OWN_STATUS;

/** HTTP statuses of all refusals. 500 is for bugs only. */
const STATUS: Readonly<Record<RefusalCode | FaultCode, ContentfulStatusCode>> = {
  ...OWN_STATUS,
  USAGE: 400,
  INPUT_MISSING: 400,
  INPUT_UNREADABLE: 400,
  INPUT_TOO_LARGE: 413,
  PLAN_INVALID: 400,
  PLAN_LIMIT: 400,
  TASK_UNKNOWN: 404,
  MODEL_NOT_FOUND: 404,
  RUN_NOT_FOUND: 404,
  RUN_LOCKED: 409,
  RUN_TAKEN_OVER: 409,
  WORKER_LOST: 503,
  CONFIG_INVALID: 400,
  CREDENTIALS_MISSING: 400,
  CREDENTIALS_REJECTED: 502,
  CREDITS_EXHAUSTED: 502,
  REGISTRY_MISSING: 503,
  REGISTRY_UNUSABLE: 503,
  REGISTRY_LOCKED: 409,
  DATABASE_UNREACHABLE: 503,
  DATABASE_LOST: 503,
  DATABASE_BUSY: 503,
  DATABASE_MISSING: 503,
  DATABASE_READ_ONLY: 503,
  DATABASE_UNUSABLE: 503,
  RATE_LIMITED: 429,
  NETWORK: 502,
  TIMEOUT: 504,
  SERVER_ERROR: 502,
  BAD_RESPONSE: 502,
  CONTROLLER_FAILED: 502,
  NO_CANDIDATE: 422,
  UNSUPPORTED: 422,
  LIMIT_REACHED: 422,
  CANCELLED: 409,
  DISK: 507,
  REGISTRY_FULL: 507,
  EMBEDDER_MISMATCH: 503,
  NOT_FOUND: 404,
  GATED: 422,
  BAD_REQUEST: 502,
  RESPONSE_TOO_LARGE: 502,
  EGRESS_BLOCKED: 400,
  FILTERED: 422,
  NOT_INSTALLED: 503,
  OUT_OF_MEMORY: 503,
};

/** A refused request. Its code decides its HTTP status. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: ContentfulStatusCode;
  readonly code: RefusalCode | FaultCode;
  readonly next: string | null;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: RefusalCode | FaultCode,
    message: string,
    next: string | null = null,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = STATUS[code];
    this.code = code;
    this.next = next;
    this.headers = headers;
  }
}

/** The one form of errors, on every route: the one of OpenAI's API, with the next step added. */
export interface ErrorBody {
  readonly error: {
    readonly code: RefusalCode | FaultCode;
    readonly message: string;
    /** What the caller can do; null if unknown. */
    readonly next: string | null;
    readonly type: "invalid_request_error" | "authentication_error" | "rate_limit_error" | "server_error";
    readonly param: null;
  };
}

/** Turns a thrown value into a refusal: a fault by its code, anything else into a bug whose message is not shown. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (isFault(error)) return ofFault(error);
  if (error instanceof HTTPException && error.status === 400) return notJson();
  if (isAbort(error))
    return new Refusal("CANCELLED", "The run was stopped", "Resume it, or ask again.", NO_RETRY);
  return new Refusal("INTERNAL", "The server failed (a bug)", "See the server's log.");
}

/** Returns the refusal of a body that no route can read. The library throws an error of its own with status 400. */
export function notJson(): Refusal {
  return new Refusal("BODY_INVALID", "The body is not JSON", "Send one JSON object.");
}

/** Returns the refusal of a server that stops. Its run goes on at the next start, which a repeated request joins. */
export function stopping(): Refusal {
  return new Refusal(
    "DRAINING",
    "The server is stopping",
    "Send the request again in a minute.",
    AFTER_A_PAUSE,
  );
}

/** Keeps the openai library from repeating a request whose run somebody stopped. */
const NO_RETRY = { "X-Should-Retry": "false" } as const;
/** For refusals that end at no known time. */
export const AFTER_A_PAUSE = { "Retry-After": "10" } as const;

function ofFault(fault: Fault): Refusal {
  const { code, next = null, retryAfterMs } = fault;
  const headers = retryAfterMs === undefined ? {} : { "Retry-After": String(Math.ceil(retryAfterMs / 1000)) };
  return new Refusal(code, describeProblem(fault), next, headers);
}

/** Returns a problem with its next step as one text, for clients that show only a message. */
export function wholeMessage({ message, next }: Pick<Refusal, "message" | "next">): string {
  return next ? `${message}. ${next}` : message;
}

/** Returns the JSON body of a failure whose response has begun, for OpenAI's clients. */
export function lateErrorBody(error: unknown): ErrorBody {
  const refusal = refusalOf(error);
  const body = errorBody(refusal);
  return { error: { ...body.error, message: wholeMessage(refusal) } };
}

/** Returns the JSON body of a refusal. */
export function errorBody({ status, code, message, next }: Refusal): ErrorBody {
  return { error: { code, message, next, type: typeOf(status), param: null } };
}

function typeOf(status: number): ErrorBody["error"]["type"] {
  if (status === 401 || status === 403) return "authentication_error";
  if (status === 429) return "rate_limit_error";
  return status >= 500 ? "server_error" : "invalid_request_error";
}

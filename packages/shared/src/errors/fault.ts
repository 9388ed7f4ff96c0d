/** Every failure that a user can act upon. Stable, because scripts match these codes. */
export const FAULT_CODES = [
  "USAGE",
  "INPUT_MISSING",
  "INPUT_UNREADABLE",
  "INPUT_TOO_LARGE",
  "CONFIG_INVALID",
  "CREDENTIALS_MISSING",
  "CREDENTIALS_REJECTED",
  "CREDITS_EXHAUSTED",
  "RUN_NOT_FOUND",
  "RUN_LOCKED",
  "RUN_TAKEN_OVER",
  "WORKER_LOST",
  "REGISTRY_MISSING",
  "REGISTRY_UNUSABLE",
  "REGISTRY_LOCKED",
  "REGISTRY_FULL",
  "EMBEDDER_MISMATCH",
  "DATABASE_UNREACHABLE",
  "DATABASE_LOST",
  "DATABASE_BUSY",
  "DATABASE_MISSING",
  "DATABASE_READ_ONLY",
  "DATABASE_UNUSABLE",
  "MODEL_NOT_FOUND",
  "TASK_UNKNOWN",
  "PLAN_INVALID",
  "PLAN_LIMIT",
  "NO_CANDIDATE",
  "CONTROLLER_FAILED",
  "NETWORK",
  "TIMEOUT",
  "RATE_LIMITED",
  "SERVER_ERROR",
  "NOT_FOUND",
  "GATED",
  "BAD_REQUEST",
  "BAD_RESPONSE",
  "RESPONSE_TOO_LARGE",
  "EGRESS_BLOCKED",
  "FILTERED",
  "UNSUPPORTED",
  "NOT_INSTALLED",
  "OUT_OF_MEMORY",
  "LIMIT_REACHED",
  "DISK",
  "CANCELLED",
] as const;

export type FaultCode = (typeof FAULT_CODES)[number];

/** The possible subjects of a server's refusal, which can have several. */
export const REFUSAL_TOPICS = [
  /** The request: an argument, its form, its size. */
  "input",
  /** A conversation is too long for the model. */
  "context-length",
  /** The provider does not serve the model. */
  "not-served",
  /** The model is not a chat model: it embeds, ranks, transcribes or draws. */
  "not-chat",
  /** The model is closed to the caller. */
  "access",
  /** The key or token. */
  "credentials",
  /** The account has nothing left to pay with. */
  "credits",
  /** A content filter. */
  "moderation",
  /**
   * An option of a chat request: a JSON schema, a system message, usage in a stream, streaming, a limit on the answer.
   */
  "schema",
  "system",
  "usage",
  "stream",
  "limit",
] as const;

export type RefusalTopic = (typeof REFUSAL_TOPICS)[number];

export interface FaultDetails {
  /** What was wanted, in a few words, such as "read the Hub's listing". */
  readonly wanted?: string | undefined;
  /** What came instead, such as "HTTP 503 from huggingface.co". */
  readonly came?: string | undefined;
  /** What the user can do now, such as "set HF_TOKEN". */
  readonly next?: string | undefined;
  readonly cause?: unknown;
  /** Whether the same call may succeed later without any change. False when absent. */
  readonly retryable?: boolean | undefined;
  /** The HTTP status, if there was a response. */
  readonly status?: number | undefined;
  /** How long the server asked us to wait before the next try, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** The subjects of a server's refusal; by default none. */
  readonly about?: readonly RefusalTopic[] | undefined;
}

/** A failure with a stable code, what was wanted, what came and what to do next. Bugs are not faults. */
export class Fault extends Error {
  override readonly name = "Fault";
  readonly code: FaultCode;
  readonly wanted: string | undefined;
  readonly came: string | undefined;
  readonly next: string | undefined;
  readonly retryable: boolean;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly about: readonly RefusalTopic[];

  constructor(code: FaultCode, message: string, details: FaultDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.wanted = details.wanted;
    this.came = details.came;
    this.next = details.next;
    this.retryable = details.retryable ?? false;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
    this.about = details.about ?? [];
  }
}

/** Returns true for a Fault of any code, or of the given code. */
export function isFault(error: unknown, code?: FaultCode): error is Fault {
  return error instanceof Fault && (code === undefined || error.code === code);
}

import { type Fault, isFault } from "@hugginggpt/shared";

/** What a failed attempt means for the next ones. */
export type FailureKind =
  /** The credential was refused: no endpoint that needs it can help. */
  | "credential"
  /** The provider is busy: no task should call it for a while. */
  | "busy"
  /** The provider's credits are used up: it is not called for a while, and this endpoint is not tried again. */
  | "credits"
  /** The arguments are at fault: other endpoints of the model would refuse them, too. */
  | "argument"
  /** Temporary: a lost connection, a server error. */
  | "passing"
  /** This endpoint cannot do it. */
  | "lasting";

/** Returns what a failure means. An error that is not a fault is a bug in that endpoint's code: lasting. */
export function failureKind(failure: unknown): FailureKind {
  if (!isFault(failure)) return "lasting";
  switch (failure.code) {
    case "CREDENTIALS_REJECTED":
    case "CREDENTIALS_MISSING":
      return "credential";
    case "CREDITS_EXHAUSTED":
      return "credits";
    case "RATE_LIMITED":
      return "busy";
    case "SERVER_ERROR":
      if (failure.status === 503) return "busy";
      return failure.retryable ? "passing" : "lasting";
    case "BAD_REQUEST":
    case "INPUT_TOO_LARGE":
      return isAboutInput(failure) ? "argument" : "lasting";
    case "NETWORK":
      return "passing";
    case "BAD_RESPONSE":
      return failure.retryable ? "passing" : "lasting";
    default:
      return "lasting";
  }
}

/**
 * 413 and 422 are about the input by definition; a fault without a status comes from our own check of the arguments.
 */
function isAboutInput({ status, about }: Fault): boolean {
  return status === undefined || status === 413 || status === 422 || about.includes("input");
}

import { type Fault, isFault } from "@hugginggpt/shared";

/** What a failed attempt means for what is tried next. */
export type FailureKind =
  /** The credential was refused: nothing that needs it can help. */
  | "credential"
  /** The provider wants to be left alone for a while, by everyone. */
  | "busy"
  /** The provider's credits are used up: it is left alone, and this endpoint is not tried again. */
  | "credits"
  /** The arguments are at fault: other endpoints of the same model would say the same. */
  | "argument"
  /** May pass: a lost connection, a server's error. */
  | "passing"
  /** This endpoint cannot do it. */
  | "lasting";

/** Returns what a failure means. What is no fault is a bug of that endpoint's code: lasting. */
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

/** 413 and 422 are about what was sent by their meaning; a fault without a status is our own check of the arguments. */
function isAboutInput({ status, about }: Fault): boolean {
  return status === undefined || status === 413 || status === 422 || about.includes("input");
}

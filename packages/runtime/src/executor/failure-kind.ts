import { isFault } from "@hugginggpt/shared";

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

/** What a server said, in the message of a refusal (see `statusFault`). */
const SAID = / answered \d{3} "([\s\S]*)"$/;
/** Words by which a refusal says that it is about what was sent (hub-facts 2.8, recorded refusals). */
const NAMES_INPUT =
  /\b(inputs?|arguments?|parameters?|prompts?|texts?|tokens?|questions?|contexts?|labels?|images?|pictures?|audio|videos?|files?|masks?|tables?|width|height|duration|language|voice|field|validation|invalid|malformed|deserialize|must be|too (?:long|large|short|big)|unsupported (?:format|media)|takes no)\b/i;

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
      return isAboutInput(failure.status, failure.message) ? "argument" : "lasting";
    case "NETWORK":
      return "passing";
    case "BAD_RESPONSE":
      return failure.retryable ? "passing" : "lasting";
    default:
      return "lasting";
  }
}

/** 413 and 422 are about what was sent by their meaning; a fault without a status is our own check of the arguments. */
function isAboutInput(status: number | undefined, message: string): boolean {
  if (status === undefined || status === 413 || status === 422) return true;
  return NAMES_INPUT.test(SAID.exec(message)?.[1] ?? "");
}

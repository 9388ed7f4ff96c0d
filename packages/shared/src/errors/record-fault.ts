import type { RecordedFault } from "../nouns/run-record.js";
import { stated } from "../stated.js";
import { describeError } from "./describe-error.js";
import { Fault, isFault } from "./fault.js";

/** Returns an error as plain data, without cause and stack. Of an error that is not a Fault, only the message. */
export function recordFault(error: unknown): RecordedFault {
  if (!isFault(error)) return { code: null, message: describeError(error) };
  const { code, message, wanted, came, next, retryable, status, retryAfterMs, about } = error;
  const flags = { retryable: retryable || null, about: about.length > 0 ? about : null };
  return { code, message, ...stated({ wanted, came, next, status, retryAfterMs, ...flags }) };
}

/** Restores the error from a record of `recordFault`: a Fault with the same fields, or a plain Error. */
export function recordedError({ code, message, ...details }: RecordedFault): Error {
  return code === null ? new Error(message) : new Fault(code, message, details);
}

import { type FaultCode, isFault } from "@hugginggpt/shared";

/** Faults by which nothing was sent, or nothing was done with it. */
const FREE: readonly FaultCode[] = [
  "UNSUPPORTED",
  "BAD_REQUEST",
  "INPUT_TOO_LARGE",
  "EGRESS_BLOCKED",
  "CREDENTIALS_MISSING",
];

/**
 * Returns whether a call that failed may cost something all the same: not where the server refused it, but where it was
 * lost on the way, given up, or answered with what is of no use.
 */
export function isCharged(failure: unknown): boolean {
  if (!isFault(failure)) return true;
  return failure.status === undefined && !FREE.includes(failure.code);
}

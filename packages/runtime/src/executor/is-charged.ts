import { type FaultCode, isFault } from "@hugginggpt/shared";

/** Faults after which nothing was sent or processed. */
const FREE: readonly FaultCode[] = [
  "UNSUPPORTED",
  "BAD_REQUEST",
  "INPUT_TOO_LARGE",
  "EGRESS_BLOCKED",
  "CREDENTIALS_MISSING",
];

/**
 * Returns whether a failed call may still cost something: not if the server refused it, but if it was lost on the way,
 * abandoned, or answered uselessly.
 */
export function isCharged(failure: unknown): boolean {
  if (!isFault(failure)) return true;
  return failure.status === undefined && !FREE.includes(failure.code);
}

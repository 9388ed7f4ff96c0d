import { type Fault, type FaultCode, isFault } from "./fault.js";

const AWAY = [
  "DATABASE_LOST",
  "DATABASE_UNREACHABLE",
  "DATABASE_BUSY",
  "DISK",
] as const satisfies FaultCode[];

/** Returns true for what a database fails by that is gone, busy or full, and may do the same soon. */
export function isDatabaseAway(error: unknown): error is Fault & { readonly code: (typeof AWAY)[number] } {
  return isFault(error) && error.retryable && AWAY.some((code) => code === error.code);
}

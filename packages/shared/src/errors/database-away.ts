import { type Fault, type FaultCode, isFault } from "./fault.js";

const AWAY = [
  "DATABASE_LOST",
  "DATABASE_UNREACHABLE",
  "DATABASE_BUSY",
  "DISK",
] as const satisfies FaultCode[];

/** Returns true for failures of a database that is gone, busy or full, and may soon work again. */
export function isDatabaseAway(error: unknown): error is Fault & { readonly code: (typeof AWAY)[number] } {
  return isFault(error) && error.retryable && AWAY.some((code) => code === error.code);
}

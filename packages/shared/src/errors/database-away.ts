import { type Fault, type FaultCode, isFault } from "./fault.js";

const AWAY = ["DATABASE_LOST", "DATABASE_UNREACHABLE", "DATABASE_BUSY"] as const satisfies FaultCode[];

/** Returns true for what a database that is gone, and may be back soon, fails by. */
export function isDatabaseAway(error: unknown): error is Fault & { readonly code: (typeof AWAY)[number] } {
  return AWAY.some((code) => isFault(error, code));
}

import { type Fault, isFault } from "@hugginggpt/shared";

/** Returns true for what a database that is gone, and may be back soon, fails by. */
export function isDatabaseAway(error: unknown): error is Fault {
  return ["DATABASE_LOST", "DATABASE_UNREACHABLE", "DATABASE_BUSY"].some(
    (code) => isFault(error) && error.code === code,
  );
}

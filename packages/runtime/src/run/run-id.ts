import { randomBytes } from "node:crypto";

/**
 * Returns a name for a run that sorts by time, in milliseconds, and cannot be guessed: `20261122-184205123-` and 128
 * random bits in hex.
 */
export function newRunId(now: number): string {
  const stamp = new Date(now).toISOString().slice(0, 23).replace(/[-:.]/g, "").replace("T", "-");
  return `${stamp}-${randomBytes(16).toString("hex")}`;
}

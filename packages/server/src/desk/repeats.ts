import { createHash } from "node:crypto";
import type { Repeat } from "@hugginggpt/runtime";

/** The key of a request that may be repeated. */
export interface RepeatKey extends Omit<Repeat, "run"> {
  /** Whether a repetition also joins a finished run, not only a waiting or active one. */
  readonly joinsEnded: boolean;
}

/** Returns a hash of a request and its files. */
export function printOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest("hex");
}

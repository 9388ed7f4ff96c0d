import { createHash } from "node:crypto";
import type { Repeat } from "@hugginggpt/runtime";

/** A request as it may come twice. */
export interface RepeatKey extends Omit<Repeat, "run"> {
  /** Whether it also joins a run that has ended; else one only that waits or is worked on. */
  readonly joinsEnded: boolean;
}

/** Returns a hash of what was sent, files included. */
export function printOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest("hex");
}

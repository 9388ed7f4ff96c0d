import { createHash } from "node:crypto";
import type { Clock } from "@hugginggpt/shared";
import { Refusal } from "../answers/refusal.js";

/** For so long a request that is sent again gets the run of the first one. */
const KEPT_MS = 24 * 3600 * 1000;
const MOST = 10_000;

/** A request as it may come twice. */
export interface RepeatKey {
  /** Whose it is, and what its sender called it: `Idempotency-Key`, or the hash of what was sent. */
  readonly name: string;
  /** What was asked for, to find out that a name was used for something else. */
  readonly print: string;
  /** Whether it also joins a run that has ended; else one only that waits or is worked on. */
  readonly joinsEnded: boolean;
}

/** Knows which run a request has begun, so that the same one sent again joins it. */
export class Repeats {
  readonly #clock: Pick<Clock, "now">;
  readonly #known = new Map<string, { readonly run: string; readonly print: string; readonly at: number }>();

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
  }

  /**
   * Returns the run that a request has begun within the last day; null where it is new.
   * @throws Refusal 409 CONFLICT where its name was used for another request.
   */
  runOf({ name, print }: Pick<RepeatKey, "name" | "print">): string | null {
    const known = this.#known.get(name);
    if (!known || this.#clock.now() - known.at > KEPT_MS) return null;
    if (known.print === print) return known.run;
    const next = "Use a new Idempotency-Key for a new request.";
    throw new Refusal(409, "CONFLICT", "That Idempotency-Key was used for another request", next);
  }

  /** Forgets a request whose run was not begun. */
  forget({ name }: Pick<RepeatKey, "name">): void {
    this.#known.delete(name);
  }

  /** Remembers the run of a request; the oldest are forgotten above 10,000. */
  remember({ name, print }: Pick<RepeatKey, "name" | "print">, run: string): void {
    this.#known.delete(name);
    this.#known.set(name, { run, print, at: this.#clock.now() });
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST) break;
      this.#known.delete(oldest);
    }
  }
}

/** Returns a hash of what was sent, files included. */
export function printOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest("hex");
}

import { createHash } from "node:crypto";
import type { Repeat, RunRepeats } from "@hugginggpt/runtime";
import type { Clock } from "@hugginggpt/shared";

/** For so long a request that is sent again gets the run of the first one. */
const KEPT_MS = 24 * 3600 * 1000;
const MOST = 10_000;

/** A request as it may come twice. */
export interface RepeatKey extends Omit<Repeat, "run"> {
  /** Whether it also joins a run that has ended; else one only that waits or is worked on. */
  readonly joinsEnded: boolean;
}

/** The requests of one server; the oldest are forgotten above 10,000. */
export class Repeats implements RunRepeats {
  readonly #clock: Pick<Clock, "now">;
  readonly #known = new Map<string, Repeat & { readonly at: number }>();

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
  }

  async find(name: string): Promise<Repeat | null> {
    return this.#find(name);
  }

  async note(repeat: Repeat, before: string | null): Promise<Repeat> {
    const known = this.#find(repeat.name);
    if (known && known.run !== before) return known;
    this.#known.delete(repeat.name);
    this.#known.set(repeat.name, { ...repeat, at: this.#clock.now() });
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST) break;
      this.#known.delete(oldest);
    }
    return repeat;
  }

  #find(name: string): Repeat | null {
    const known = this.#known.get(name);
    return known && this.#clock.now() - known.at <= KEPT_MS ? known : null;
  }
}

/** Returns a hash of what was sent, files included. */
export function printOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest("hex");
}

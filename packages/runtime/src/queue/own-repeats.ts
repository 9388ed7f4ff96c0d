import { renameSync, writeFileSync } from "node:fs";
import { type Clock, NewestMap } from "@hugginggpt/shared";
import { readRegular } from "@hugginggpt/shared/files";
import { JsonlFile } from "../journal/jsonl-file.js";
import { PRIVATE_FILE } from "../objects/private-file.js";
import type { Repeat, RunRepeats } from "./run-repeats.js";

/** How long a repeated request gets the run of the first one, in milliseconds. */
const KEPT_MS = 24 * 3600 * 1000;
const MOST = 10_000;
/** Far more than 20,000 lines take. */
const MOST_BYTES = 64 * 1024 * 1024;

interface Kept extends Repeat {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

/**
 * Knows the requests of a server that shares its runs with no other, at most the newest 10,000. With a file, which has
 * one line a request, the next server knows them too, even if this one was killed.
 */
export class OwnRepeats implements RunRepeats {
  readonly #clock: Pick<Clock, "now">;
  readonly #path: string | null;
  readonly #known = new NewestMap<string, Kept>(MOST);
  #file: JsonlFile | null = null;
  /** Lines added since the file was last rewritten. */
  #added = 0;

  constructor(clock: Pick<Clock, "now">, path: string | null = null) {
    this.#clock = clock;
    this.#path = path;
  }

  /**
   * Opens a file, created if missing; a line that a crash tore is skipped. @throws Fault DISK, INPUT_TOO_LARGE above
   * 64 MiB.
   */
  static async open(clock: Pick<Clock, "now">, path: string): Promise<OwnRepeats> {
    const repeats = new OwnRepeats(clock, path);
    const text = (await readRegular(path, MOST_BYTES))?.toString("utf8") ?? "";
    for (const line of text.split("\n")) {
      const kept = keptOf(line);
      if (kept) repeats.#known.set(kept.name, kept);
    }
    repeats.#writeAnew(path);
    return repeats;
  }

  async find(name: string): Promise<Repeat | null> {
    return this.#find(name);
  }

  async note(repeat: Repeat, before: string | null): Promise<Repeat> {
    const known = this.#find(repeat.name);
    if (known && known.run !== before) return known;
    const { name, print, run } = repeat;
    const kept = { name, print, run, at: this.#clock.now() };
    this.#known.set(name, kept);
    if (this.#path !== null && this.#added >= MOST) this.#writeAnew(this.#path);
    this.#file?.append([JSON.stringify(kept)]);
    this.#added++;
    return repeat;
  }

  #find(name: string): Repeat | null {
    const known = this.#known.get(name);
    if (!known || this.#clock.now() - known.at > KEPT_MS) return null;
    const { print, run } = known;
    return { name, print, run };
  }

  /** Rewrites the file without old requests. */
  #writeAnew(path: string): void {
    void this.#file?.close();
    const young = [...this.#known.values()].filter(({ at }) => this.#clock.now() - at <= KEPT_MS);
    const fresh = `${path}.new`;
    writeFileSync(fresh, young.map((kept) => `${JSON.stringify(kept)}\n`).join(""), { mode: PRIVATE_FILE });
    renameSync(fresh, path);
    this.#file = new JsonlFile(path);
    this.#added = 0;
  }
}

/** Returns what a line says; null if it is not one of ours. */
function keptOf(line: string): Kept | null {
  try {
    const { name, print, run, at } = JSON.parse(line) as Partial<Record<keyof Kept, unknown>>;
    const isWhole = [name, print, run].every((one) => typeof one === "string") && typeof at === "number";
    return isWhole ? ({ name, print, run, at } as Kept) : null;
  } catch {
    return null;
  }
}

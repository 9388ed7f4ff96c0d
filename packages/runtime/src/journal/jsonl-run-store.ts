import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Fault, type RunEvent, type RunStore } from "@hugginggpt/shared";
import { decodeEvent, encodeEvent } from "./event-line.js";

/**
 * Keeps each run as one file in a directory, one event a line. A line that was torn by a crash is skipped when
 * reading; the next event starts on a line of its own. Files that tasks made are not in the journal: of their content
 * only kind, type and size are.
 */
export class JsonlRunStore implements RunStore {
  readonly #dir: string;
  /** The last append of each run, so that events keep their order. */
  readonly #tails = new Map<string, Promise<void>>();

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** @throws Fault DISK when the event cannot be written; USAGE for an id that is no plain name. */
  append(run: string, event: RunEvent): Promise<void> {
    const path = this.#path(run);
    const first = !this.#tails.has(run);
    const written = (this.#tails.get(run) ?? Promise.resolve()).then(() =>
      appendLine(this.#dir, path, encodeEvent(event), first),
    );
    this.#tails.set(
      run,
      written.catch(() => undefined),
    );
    return written;
  }

  /** @throws Fault DISK when the run's file is there and cannot be read. */
  async events(run: string): Promise<readonly RunEvent[]> {
    const path = this.#path(run);
    try {
      const text = await readFile(path, "utf8");
      return text
        .split("\n")
        .map(decodeEvent)
        .filter((event) => event !== null);
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
      throw diskFault("read", path, error);
    }
  }

  #path(run: string): string {
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(run)) {
      throw new Fault("USAGE", `"${run.slice(0, 40)}" is no run id`, {
        wanted: "letters, digits, dots, hyphens and underscores",
        next: "Use the id that `hugginggpt run` printed.",
      });
    }
    return join(this.#dir, `${run}.jsonl`);
  }
}

async function appendLine(dir: string, path: string, line: string, first: boolean): Promise<void> {
  try {
    if (first) await mkdir(dir, { recursive: true });
    const file = await open(path, "a+");
    try {
      const torn = first && (await endsTorn(file));
      await file.appendFile(`${torn ? "\n" : ""}${line}\n`);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw diskFault("write", path, error);
  }
}

/** Returns true where the file's last line has no end. */
async function endsTorn(file: Awaited<ReturnType<typeof open>>): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] !== 0x0a;
}

function diskFault(verb: string, path: string, error: unknown): Fault {
  return new Fault("DISK", `Could not ${verb} ${path}`, {
    came: error instanceof Error ? error.message : String(error),
    next: "Check the disk and the directory's permissions.",
    cause: error,
  });
}

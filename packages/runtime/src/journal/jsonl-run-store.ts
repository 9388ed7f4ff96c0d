import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Fault, type JournalEntry, type RunStore, redact } from "@hugginggpt/shared";
import { codeOf, diskFault } from "./disk-fault.js";
import { decodeEntry, encodeEntry } from "./event-line.js";
import { JsonlFile } from "./jsonl-file.js";
import { claimDirectory, isClaimed } from "./run-claim.js";

/** Far above what a run of twenty tasks writes; a string of V8 holds little more. */
const MAX_BYTES = 256 * 1024 * 1024;
const RUN_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const JOURNAL = "journal.jsonl";

export interface JsonlRunStoreOptions {
  /** What no journal may hold; written as `[redacted]` wherever it comes. */
  readonly secrets?: readonly string[];
}

/**
 * Keeps each run in a directory of its own, with its events in one file, one a line. A line that was torn by a crash is
 * skipped when reading; the next event starts on a line of its own. Files that tasks made are not in the journal: of
 * their content only kind, type and size are.
 */
export class JsonlRunStore implements RunStore {
  readonly #dir: string;
  readonly #secrets: readonly string[];
  readonly #files = new Map<string, JsonlFile>();

  constructor(dir: string, { secrets = [] }: JsonlRunStoreOptions = {}) {
    this.#dir = dir;
    this.#secrets = secrets.filter((secret) => secret.length >= 4);
  }

  async append(run: string, entries: readonly JournalEntry[]): Promise<void> {
    const path = this.#journal(run);
    const file = this.#files.get(run) ?? new JsonlFile(path);
    this.#files.set(run, file);
    file.append(entries.map((entry) => this.#clean(encodeEntry(entry))));
  }

  async sync(run: string): Promise<void> {
    await this.#files.get(run)?.sync();
  }

  /** @throws Fault DISK when the run's file is there and cannot be read, INPUT_TOO_LARGE above 256 MiB. */
  async entries(run: string): Promise<readonly JournalEntry[]> {
    const path = this.#journal(run);
    try {
      const { size } = await stat(path);
      if (size > MAX_BYTES) throw tooLarge(path, size);
      const lines = (await readFile(path, "utf8")).split("\n");
      return lines.map(decodeEntry).filter((entry) => entry !== null);
    } catch (error) {
      if (error instanceof Fault) throw error;
      if (codeOf(error) === "ENOENT") return [];
      throw diskFault("read", path, error);
    }
  }

  async runs(): Promise<readonly string[]> {
    try {
      const found = await readdir(this.#dir, { withFileTypes: true });
      const names = found.filter((one) => one.isDirectory() && RUN_ID.test(one.name)).map(({ name }) => name);
      return names.sort().reverse();
    } catch (error) {
      if (codeOf(error) === "ENOENT") return [];
      throw diskFault("read", this.#dir, error);
    }
  }

  async claim(run: string): Promise<() => Promise<void>> {
    const giveBack = await claimDirectory(this.#directory(run));
    return async () => {
      await this.#files.get(run)?.close();
      this.#files.delete(run);
      giveBack();
    };
  }

  async isClaimed(run: string): Promise<boolean> {
    return isClaimed(this.#directory(run));
  }

  async remove(run: string): Promise<void> {
    const dir = this.#directory(run);
    if ((await this.entries(run)).length === 0 && !(await this.runs()).includes(run)) return;
    const giveBack = await this.claim(run);
    try {
      await rm(dir, { recursive: true, force: true });
    } catch (error) {
      throw diskFault("remove", dir, error);
    } finally {
      await giveBack();
    }
  }

  #clean(line: string): string {
    return this.#secrets.some((secret) => line.includes(secret)) ? redact(line, this.#secrets) : line;
  }

  #journal(run: string): string {
    return join(this.#directory(run), JOURNAL);
  }

  #directory(run: string): string {
    if (RUN_ID.test(run)) return join(this.#dir, run);
    throw new Fault("USAGE", `"${run.slice(0, 40)}" is no run id`, {
      wanted: "letters, digits, dots, hyphens and underscores",
      next: "Use the id that `hugginggpt runs list` shows.",
    });
  }
}

function tooLarge(path: string, size: number): Fault {
  return new Fault("INPUT_TOO_LARGE", `${path} is too large`, {
    wanted: `at most ${MAX_BYTES} bytes`,
    came: `${size} bytes`,
    next: "Remove it with `hugginggpt runs prune`.",
  });
}

import { readdir, rm, rmdir, utimes } from "node:fs/promises";
import { join } from "node:path";
import {
  diskFault,
  errorCode,
  Fault,
  type FollowedUntil,
  type JournalEntry,
  type RunClaim,
  type RunNews,
  type RunStore,
} from "@hugginggpt/shared";
import { readRegular } from "@hugginggpt/shared/files";
import { makeFolder } from "@hugginggpt/shared/folders";
import { isRealFile, isRealFolder, PRIVATE_FOLDER } from "../objects/private-file.js";
import { lineEncoder } from "./encode-entry.js";
import { followed, watchedFolder } from "./followed.js";
import { JsonlFile } from "./jsonl-file.js";
import { CLAIM_FILE, claimDirectory, isClaimed } from "./run-claim.js";
import { isRunId, lineReader, requireRunId } from "./store-rules.js";

/** Far more than a run of twenty tasks writes; a V8 string can hold little more. */
const MAX_BYTES = 256 * 1024 * 1024;
const JOURNAL = "journal.jsonl";

export interface JsonlRunStoreOptions {
  /** Secrets, which a journal contains only as `[redacted]`. */
  readonly secrets?: readonly string[];
}

/**
 * Keeps each run in its own directory, with its events in one file, one per line. A line torn by a crash is skipped
 * when reading; the next event starts on a new line. The journal does not hold the content of tasks' files, only kind,
 * type and size.
 */
export class JsonlRunStore implements RunStore {
  readonly #dir: string;
  readonly #encode: (entry: JournalEntry) => string;

  constructor(dir: string, { secrets = [] }: JsonlRunStoreOptions = {}) {
    this.#dir = dir;
    this.#encode = lineEncoder(secrets);
  }

  async begin(run: string, entries: readonly JournalEntry[]): Promise<void> {
    if ((await this.entries(run)).length > 0) return;
    const file = new JsonlFile(this.#journal(run));
    try {
      file.append(entries.map(this.#encode));
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /**
   * @throws Fault DISK if the run's file exists and cannot be read, INPUT_TOO_LARGE above 256 MiB, INPUT_UNREADABLE if
   * an event in it is not as this program writes it.
   */
  async entries(run: string): Promise<readonly JournalEntry[]> {
    const path = this.#journal(run);
    const content = await readRegular(path, MAX_BYTES).catch((error: unknown) => {
      throw error instanceof Fault ? error : diskFault("read", path, error);
    });
    const lines = content?.toString("utf8").split("\n") ?? [];
    const read = await lineReader(path);
    return lines.flatMap((line, at) => read(line, at + 1) ?? []);
  }

  /** Skips directories without our journal and without our claim. */
  async runs(): Promise<readonly string[]> {
    try {
      const found = await readdir(this.#dir, { withFileTypes: true });
      const names = found.filter((one) => one.isDirectory() && isRunId(one.name)).map(({ name }) => name);
      const isOurs = await Promise.all(names.map((name) => this.#holdsRun(name)));
      return names
        .filter((_, at) => isOurs[at])
        .sort()
        .reverse();
    } catch (error) {
      if (errorCode(error) === "ENOENT") return [];
      throw diskFault("read", this.#dir, error);
    }
  }

  async claim(run: string): Promise<RunClaim> {
    const dir = this.#directory(run);
    try {
      makeFolder(dir, PRIVATE_FOLDER);
    } catch (error) {
      throw diskFault("write", dir, error);
    }
    const release = await claimDirectory(dir);
    const file = new JsonlFile(this.#journal(run));
    return {
      lost: new AbortController().signal,
      append: async (entries) => file.append(entries.map(this.#encode)),
      sync: () => file.sync(),
      giveBack: async () => {
        try {
          await file.sync();
        } finally {
          await file.close();
          release();
        }
        const now = new Date();
        // Followers watch the folder and learn only of changes in it.
        await utimes(join(dir, CLAIM_FILE), now, now).catch(() => undefined);
      },
    };
  }

  async isClaimed(run: string): Promise<boolean> {
    return isClaimed(this.#directory(run));
  }

  async *follow(run: string, until?: FollowedUntil): AsyncGenerator<RunNews, void, void> {
    let given = 0;
    const next = async () => {
      const isAtRest = !(await this.isClaimed(run)); // Before reading, so that later entries are read next time.
      const entries = (await this.entries(run)).slice(given);
      given += entries.length;
      return { news: entries.map((entry) => ({ entry })), isAtRest };
    };
    yield* followed({ next, watch: (wake) => watchedFolder(this.#directory(run), wake) }, until);
  }

  /** Removes our files, and the directory if it is empty then. Follows no link. */
  async remove(run: string): Promise<void> {
    const dir = this.#directory(run);
    const isThere = async (): Promise<boolean> =>
      (await isRealFolder(this.#dir)) && (await isRealFolder(dir)) && this.#holdsRun(run);
    if (!(await isThere())) return;
    try {
      await this.#remove(dir);
    } catch (error) {
      if (await isThere()) throw error; // Otherwise another process has removed it meanwhile.
    }
  }

  async #remove(dir: string): Promise<void> {
    const release = await claimDirectory(dir);
    try {
      await rm(join(dir, JOURNAL), { force: true });
      release();
      await rm(join(dir, CLAIM_FILE), { force: true });
      await rmdir(dir).catch((error: unknown) => {
        if (!["ENOTEMPTY", "EEXIST", "ENOENT"].includes(errorCode(error))) throw error;
      });
    } catch (error) {
      throw diskFault("remove", dir, error);
    } finally {
      release();
    }
  }

  async #holdsRun(run: string): Promise<boolean> {
    const dir = this.#directory(run);
    return (await isRealFile(join(dir, JOURNAL))) || isRealFile(join(dir, CLAIM_FILE));
  }

  #journal(run: string): string {
    return join(this.#directory(run), JOURNAL);
  }

  #directory(run: string): string {
    requireRunId(run);
    return join(this.#dir, run);
  }
}

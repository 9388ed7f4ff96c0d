import { closeSync, openSync } from "node:fs";
import { readdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import { ifExists } from "@hugginggpt/shared";
import { makeFolder } from "@hugginggpt/shared/folders";
import { isOwnRunId } from "../journal/store-rules.js";
import { PRIVATE_FILE, PRIVATE_FOLDER } from "../objects/private-file.js";
import type { RunMarks } from "./memory-run-queue.js";

/**
 * Marks queued runs by an empty file each. A run that is marked when a process starts was left by an earlier one, and
 * continues.
 */
export class OpenMarks implements RunMarks {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** Marks a run. @throws what the file system throws. */
  async add(run: string): Promise<void> {
    // Neither call waits for the disk; through the thread pool they would take ten times as long.
    makeFolder(this.#dir, PRIVATE_FOLDER);
    closeSync(openSync(join(this.#dir, run), "a", PRIVATE_FILE));
  }

  /** Removes a mark; does nothing if there is none. */
  async remove(run: string): Promise<void> {
    if (!isOwnRunId(run)) return;
    await ifExists(unlink(join(this.#dir, run)));
  }

  /** Returns the marked runs, oldest first. */
  async all(): Promise<string[]> {
    const names = (await ifExists(readdir(this.#dir))) ?? [];
    return names.filter(isOwnRunId).sort();
  }
}

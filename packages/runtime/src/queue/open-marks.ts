import { closeSync, openSync } from "node:fs";
import { readdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import { ifExists } from "@hugginggpt/shared";
import { makeFolder } from "@hugginggpt/shared/folders";
import { isOwnRunId } from "../journal/store-rules.js";
import { PRIVATE_FILE, PRIVATE_FOLDER } from "../objects/private-file.js";
import type { RunMarks } from "./memory-run-queue.js";

/** Returns marks that are empty files in a folder. A run that is marked when a process starts continues. */
export function openMarks(dir: string): RunMarks {
  return {
    add: async (run) => {
      // Neither call waits for the disk; through the thread pool they would take ten times as long.
      makeFolder(dir, PRIVATE_FOLDER);
      closeSync(openSync(join(dir, run), "a", PRIVATE_FILE));
    },
    remove: async (run) => {
      if (isOwnRunId(run)) await ifExists(unlink(join(dir, run)));
    },
    all: async () => ((await ifExists(readdir(dir))) ?? []).filter(isOwnRunId).sort(),
  };
}

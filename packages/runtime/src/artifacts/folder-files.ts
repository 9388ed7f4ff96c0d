import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { errorMessage, Fault } from "@hugginggpt/shared";

/** Most files of a folder, by default. */
const MAX_FOLDER_FILES = 50;

/** The files of a folder, and what was skipped. */
export interface FolderFiles {
  /** In the order of their names, numbers by their value: `p2` before `p10`. */
  readonly paths: readonly string[];
  /** How many entries are no regular files: folders, links, devices. Hidden files are not counted. */
  readonly passedOver: number;
}

/**
 * Returns the regular files directly in a folder. Hidden ones (`.name`) are left out, links are not followed,
 * subfolders are not entered. A relative path is relative to `cwd`, or else to the process's directory.
 * @throws Fault INPUT_TOO_LARGE for more than `most` files, INPUT_UNREADABLE if it cannot be read or holds no file.
 */
export async function folderFiles(folder: string, cwd = "", most = MAX_FOLDER_FILES): Promise<FolderFiles> {
  const entries = await readdir(resolve(cwd, folder), { withFileTypes: true }).catch((error: unknown) => {
    const came = errorMessage(error);
    throw unreadable(folder, came, error);
  });
  const seen = entries.filter(({ name }) => !name.startsWith("."));
  const names = seen.filter((entry) => entry.isFile()).map(({ name }) => name);
  if (names.length === 0) throw unreadable(folder, "it holds no files");
  if (names.length > most) {
    const message = `The folder ${folder} holds ${names.length} files; at most ${most} are accepted`;
    throw new Fault("INPUT_TOO_LARGE", message, {
      next: "Give a folder with fewer files, name those that are wanted, or let `run --csv FILE` take one after the other.",
    });
  }
  const { compare } = new Intl.Collator("en", { numeric: true });
  const ordered = names.sort((a, b) => compare(a, b) || (a < b ? -1 : 1));
  return { paths: ordered.map((name) => join(folder, name)), passedOver: seen.length - names.length };
}

function unreadable(folder: string, came: string, cause?: unknown): Fault {
  return new Fault("INPUT_UNREADABLE", `Cannot use the folder ${folder}: ${came}`, {
    wanted: "a folder with files that a task can take",
    came,
    next: "Check the path and its permissions.",
    cause,
  });
}

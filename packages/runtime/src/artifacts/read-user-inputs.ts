import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { Fault, isFault, type UserFile } from "@hugginggpt/shared";
import { looksLikeTable } from "@hugginggpt/shared/tables";
import { type FetchAccess, fetchUserFile, isAddress } from "./fetch-user-file.js";
import { folderFiles } from "./folder-files.js";
import { tooLarge } from "./input-fault.js";
import { AT_MOST, MAX_USER_FILE_BYTES, readUserFile } from "./read-user-file.js";
import { userFileOf } from "./user-file-of.js";

/** Files of one request at most, and their bytes together. */
const MAX_FILES = 64;
const MAX_TOTAL_BYTES = 256 * 1024 * 1024;

/** Prose whose lines have as many commas each is no table. */
const SENTENCE_END = /[.!?。][)"'”’]?\s*$/m;

/** How inputs are read. */
export interface InputAccess extends FetchAccess {
  /** Where relative paths begin; absent: at the process's directory. */
  readonly cwd?: string;
  /** Reads standard input to its end, for `-`; absent: `-` is a path. */
  readonly stdin?: () => Promise<Uint8Array>;
}

/** The files that a user gave. */
export interface UserInputs {
  /** In the order in which they were given, those of a folder by name; handles count from `first`. */
  readonly files: readonly UserFile[];
  /** Notes for the user: how many files a folder had, what was left out and why. */
  readonly notes: readonly string[];
}

/**
 * Reads the user's inputs: files, folders (their files by name, see `folderFiles`) and http(s) addresses; `-` is
 * standard input, a table if it plainly is one. Files in a folder that no task can take are skipped and noted. Paths
 * are relative to `cwd`, or else to the process's directory.
 * @throws Fault as `readUserFile`, `folderFiles` and `fetchUserFile`; INPUT_TOO_LARGE above 64 files or 256 MiB.
 */
export async function readUserInputs(
  given: readonly string[],
  access: InputAccess,
  first = 1,
): Promise<UserInputs> {
  const files: UserFile[] = [];
  const notes: string[] = [];
  for (const one of given) {
    access.signal?.throwIfAborted();
    const handle = first + files.length;
    const found = await readOne(one, handle, access);
    files.push(...found.files);
    notes.push(
      ...found.notes,
      ...found.files.flatMap(({ name, note }) => (note ? [`${name}: ${note}`] : [])),
    );
    checkSize(files);
  }
  return { files, notes };
}

async function readOne(one: string, handle: number, access: InputAccess): Promise<UserInputs> {
  if (one === "-" && access.stdin)
    return { files: [await pipedFile(await access.stdin(), handle)], notes: [] };
  if (isAddress(one)) return { files: [await fetchUserFile(one, handle, access)], notes: [] };
  return readPath(one, handle, access.cwd ?? "");
}

/** Standard input has no name that would show its type. */
async function pipedFile(bytes: Uint8Array, handle: number): Promise<UserFile> {
  if (bytes.byteLength > MAX_USER_FILE_BYTES) throw tooLarge("stdin", AT_MOST);
  const file = await userFileOf("stdin", bytes, handle);
  const text = file.type === "text" ? new TextDecoder().decode(file.bytes) : "";
  const isTable = looksLikeTable(text) && !SENTENCE_END.test(text);
  return isTable ? { ...file, name: "stdin.csv", type: "table", mediaType: "text/csv" } : file;
}

async function readPath(path: string, handle: number, cwd: string): Promise<UserInputs> {
  const found = await stat(resolve(cwd, path)).catch(() => null);
  // What is missing or forbidden is said by the reader.
  return found?.isDirectory()
    ? readFolder(path, handle, cwd)
    : { files: [await readUserFile(path, handle, { cwd })], notes: [] };
}

async function readFolder(folder: string, first: number, cwd: string): Promise<UserInputs> {
  const { paths, passedOver } = await folderFiles(folder, cwd);
  const files: UserFile[] = [];
  const notes: string[] = [];
  for (const path of paths) {
    try {
      files.push(await readUserFile(path, first + files.length, { within: folder, cwd }));
    } catch (error) {
      if (!isFault(error, "INPUT_UNREADABLE")) throw error;
      notes.push(`Left out: ${error.message}`);
    }
    checkSize(files);
  }
  if (files.length === 0) {
    throw new Fault("INPUT_UNREADABLE", `No file in ${folder} can be used`, {
      came: notes.join(" "),
      next: "Give pictures, recordings, videos, 3D files, tables or text.",
    });
  }
  const others = passedOver === 0 ? "" : `; ${passedOver} folders and links in it were passed over`;
  const count = `${files.length} ${files.length === 1 ? "file" : "files"}`;
  return { files, notes: [`${folder}: ${count}${others}`, ...notes] };
}

function checkSize(files: readonly UserFile[]): void {
  const bytes = files.reduce((sum, file) => sum + file.bytes.byteLength, 0);
  if (files.length <= MAX_FILES && bytes <= MAX_TOTAL_BYTES) return;
  const most = `at most ${MAX_FILES} files of ${MAX_TOTAL_BYTES / 1024 / 1024} MiB together are accepted`;
  throw new Fault("INPUT_TOO_LARGE", `Too much was given with --file: ${most}`, {
    came: `${files.length} files, ${describeMiB(bytes)}`,
    next: "Give fewer or smaller files.",
  });
}

function describeMiB(bytes: number): string {
  return `${Math.ceil(bytes / 1024 / 1024)} MiB`;
}

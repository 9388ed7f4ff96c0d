import {
  chmodSync,
  closeSync,
  constants,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  type Stats,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { errorCode, Fault } from "@hugginggpt/shared";
import { makeFolder } from "@hugginggpt/shared/folders";
import { PRIVATE_FILE, PRIVATE_FOLDER } from "../objects/private-file.js";
import { isOwnRunId } from "./store-rules.js";

/** The file that marks a directory as a home. */
const MARKER = ".hugginggpt-home";
const MARK = '{"format":"hugginggpt-home","version":1}\n';
/** The folder that is used in a directory with other files. */
const FOLDER = "hugginggpt";
/** Files that do not count: those of operating systems, and ours that can exist before there is a home. */
const NOBODYS = /^(?:\.DS_Store|Thumbs\.db|desktop\.ini|lost\+found|hugginggpt\.config\.json|sync\.log)$/;
/** "HGPT", which the registry's file has in its header since its first version, at this place. */
const REGISTRY_MARK = Buffer.from("HGPT");
const REGISTRY_MARK_AT = 68;
const COPY = /^[0-9a-f]{64}$/;
const RESULT = /^[0-9a-f]{64}\.json$/;
/** Files of ours in a home. */
const OWN =
  /^(?:credentials\.json|(?:registry|track-records)\.sqlite(?:-wal|-shm|-journal|\.lock)?|index\.\d+\.\w+)$/;

/** Where the local state is. */
export interface Home {
  readonly path: string;
  /** Whether it is a folder in the given directory, because that one has other files. */
  readonly isInside: boolean;
}

/**
 * Returns the home in a directory: the directory itself if it is missing, empty, or provably ours (it has our marker,
 * registry or runs), else the folder `hugginggpt` in it. Changes nothing.
 * @throws Fault CONFIG_INVALID if that folder holds other files too, and the system's error.
 */
export function homeIn(dir: string): Home {
  if (mayBeHome(dir)) return { path: dir, isInside: false };
  const path = join(dir, FOLDER);
  if (mayBeHome(path)) return { path, isInside: true };
  throw new Fault("CONFIG_INVALID", `${path} holds files that HuggingGPT did not make`, {
    wanted: "a directory for the local state",
    next: "Give an empty directory to --home or HUGGINGGPT_HOME.",
  });
}

/**
 * Creates a home if it is missing, marks it, and removes other users' rights from what is provably ours in it. A home
 * that cannot be changed stays as it is.
 */
export function keepHome(path: string): void {
  try {
    makeFolder(path, PRIVATE_FOLDER);
    tighten(path);
    if (!lstatOf(join(path, MARKER)))
      writeFileSync(join(path, MARKER), MARK, { flag: "wx", mode: PRIVATE_FILE });
  } catch (error) {
    // The first part of the program that writes reports the reason.
    if (!["EEXIST", "ENOENT", "EACCES", "EPERM", "EROFS", "ENOTDIR", "ENOSPC"].includes(errorCode(error)))
      throw error;
  }
}

function mayBeHome(dir: string): boolean {
  if (lstatOf(join(dir, MARKER))?.isFile()) return true;
  return namesIn(dir).every((name) => NOBODYS.test(name)) || holdsOurs(dir);
}

/** Returns true for a directory with our registry or a run of ours. */
function holdsOurs(dir: string): boolean {
  if (headOf(join(dir, "registry.sqlite"), REGISTRY_MARK_AT, REGISTRY_MARK.length).equals(REGISTRY_MARK))
    return true;
  const runs = join(dir, "runs");
  const begins = (run: string): boolean =>
    headOf(join(runs, run, "journal.jsonl"), 0, 1_024).includes(`"run":"${run}"`);
  return namesIn(runs).some((run) => isOwnRunId(run) && begins(run));
}

/** Removes other users' rights from our files in a home, and from the home if it holds nothing else. */
function tighten(home: string): void {
  const isRunFile = (name: string): boolean => name === "journal.jsonl" || name === "claim.lock";
  const folders: Readonly<Record<string, IsOurs>> = {
    runs: (name, path) => isOwnRunId(name) && isTightened(path, isRunFile),
    results: (name) => RESULT.test(name),
    "run-files": (name) => COPY.test(name),
  };
  tightenFolder(home, (name, path) => {
    if (NOBODYS.test(name)) return null;
    const inside = Object.hasOwn(folders, name) ? folders[name] : undefined;
    return inside ? isTightened(path, inside) : name === MARKER || OWN.test(name);
  });
}

/** Whether an entry of a folder is ours; null if it is nobody's. */
type IsOurs = (name: string, path: string) => boolean | null;

/** Returns true for a folder that is private, at least now: all in it is private, too. Follows no link. */
function isTightened(dir: string, isOurs: IsOurs): boolean {
  const found = lstatOf(dir);
  return found?.isDirectory() === true && (isPrivate(found) || tightenFolder(dir, isOurs));
}

/** Makes our regular files in a folder private, and the folder if it holds nothing else; true if it does. */
function tightenFolder(dir: string, isOurs: IsOurs): boolean {
  let isAllOurs = true;
  for (const name of namesIn(dir)) {
    const path = join(dir, name);
    const found = lstatOf(path);
    const isOwn = isOurs(name, path);
    if (isOwn && found?.isFile() && !isPrivate(found)) chmodSync(path, PRIVATE_FILE);
    isAllOurs &&= isOwn !== false && found?.isSymbolicLink() !== true;
  }
  const found = lstatOf(dir);
  if (isAllOurs && found?.isDirectory() && !isPrivate(found)) chmodSync(dir, PRIVATE_FOLDER);
  return isAllOurs;
}

/** Windows has no rights of this kind. */
function isPrivate({ mode }: Stats): boolean {
  return process.platform === "win32" || (mode & 0o077) === 0;
}

function lstatOf(path: string): Stats | null {
  return lstatSync(path, { throwIfNoEntry: false }) ?? null;
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(errorCode(error))) return [];
    throw error;
  }
}

/** Returns bytes of a regular file from a place on; fewer if it ends earlier, none if there is no such file. */
function headOf(path: string, at: number, length: number): Buffer {
  if (!lstatOf(path)?.isFile()) return Buffer.alloc(0);
  const fd = openSync(path, constants.O_RDONLY);
  try {
    const head = Buffer.alloc(length);
    return head.subarray(0, readSync(fd, head, 0, length, at));
  } finally {
    closeSync(fd);
  }
}

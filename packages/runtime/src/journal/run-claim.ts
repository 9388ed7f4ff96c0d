import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { diskFault, errorCode } from "@hugginggpt/shared";
import { nativeFault } from "@hugginggpt/shared/native";
import Database from "better-sqlite3";
import { PRIVATE_FILE } from "../objects/private-file.js";
import { runLocked } from "./store-rules.js";

/** How long to wait for a process that only checks for a claim, in milliseconds. */
const LOOK_MS = 20;

/** The file in a run's directory that a claim locks. */
export const CLAIM_FILE = "claim.lock";

/**
 * Claims a directory for this process and returns the release. The claim is an open transaction on an empty SQLite
 * file: the system ends it with the process, in any container. The directory must exist.
 * @throws Fault RUN_LOCKED if another holder has it, DISK if the file cannot be made.
 */
export async function claimDirectory(dir: string): Promise<() => void> {
  const path = join(dir, CLAIM_FILE);
  let lock: Database.Database | null = null;
  try {
    makeFile(path);
    lock = new Database(path, { timeout: LOOK_MS });
    lock.pragma("journal_mode = MEMORY");
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock?.close();
    if (!isBusy(error)) throw nativeFault(error, "better-sqlite3") ?? diskFault("write", path, error);
    throw runLocked(`a claim in ${dir}`);
  }
  const held = lock;
  return () => void held.close();
}

/** Returns true if a living process, this one or another, has claimed a directory. */
export function isClaimed(dir: string): boolean {
  let lock: Database.Database | null = null;
  try {
    lock = new Database(join(dir, CLAIM_FILE), { fileMustExist: true, readonly: true, timeout: 0 });
    lock.prepare("SELECT 1 FROM sqlite_schema").get();
    return false;
  } catch (error) {
    return isBusy(error);
  } finally {
    lock?.close();
  }
}

/** Creates the file if missing. An existing one is not opened: closing it would release this process's own claim (POSIX). */
function makeFile(path: string): void {
  try {
    closeSync(openSync(path, "wx", PRIVATE_FILE));
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  }
}

function isBusy(error: unknown): boolean {
  return errorCode(error).startsWith("SQLITE_BUSY");
}

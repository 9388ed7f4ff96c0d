import { closeSync, openSync } from "node:fs";
import Database from "better-sqlite3";
import { errorCode } from "../errors/error-code.js";

/** How long to wait for somebody who only looks whether the lock is held, in milliseconds. */
const LOOK_MS = 20;

/**
 * Takes a lock on a file, which is created if missing and stays, and returns its release; null if another holder in
 * this or another process has it. The lock is a transaction on an empty SQLite file: the system ends it with the
 * process, in any container.
 * @throws SQLite's or the file system's error if the file cannot be made or is not ours.
 */
export function takeFileLock(path: string): (() => void) | null {
  makeFile(path);
  const lock = new Database(path, { timeout: LOOK_MS });
  try {
    lock.pragma("journal_mode = MEMORY");
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (isBusy(error)) return null;
    throw error;
  }
  return () => void lock.close();
}

/** Returns true if a living process, this one or another, has the lock on a file. */
export function isFileLocked(path: string): boolean {
  let lock: Database.Database | null = null;
  try {
    lock = new Database(path, { fileMustExist: true, readonly: true, timeout: 0 });
    lock.prepare("SELECT 1 FROM sqlite_schema").get();
    return false;
  } catch (error) {
    return isBusy(error);
  } finally {
    lock?.close();
  }
}

/** A file that is there is not opened: closing it would give back this process's own lock on it (POSIX). */
function makeFile(path: string): void {
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  }
}

function isBusy(error: unknown): boolean {
  return errorCode(error).startsWith("SQLITE_BUSY");
}

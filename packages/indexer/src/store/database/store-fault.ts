import { errorCode, Fault, isFault } from "@hugginggpt/shared";
import { nativeFault } from "@hugginggpt/shared/native";
import Database from "better-sqlite3";

const { SqliteError } = Database;

/** Returns what SQLite or the file system threw as a Fault with the way out; other errors unchanged. */
export function storeFault(error: unknown, file: string): unknown {
  const known = isFault(error) ? error : nativeFault(error, "better-sqlite3");
  if (known) return known;
  const code = errorCode(error);
  const details = { came: `${code} at ${file}`, cause: error };
  if (code.startsWith("SQLITE_NOTADB") || code.startsWith("SQLITE_CORRUPT")) {
    return new Fault("REGISTRY_UNUSABLE", "The registry's database is damaged or is not a database", {
      ...details,
      next: `Move ${file} away and run \`indexer sync\` to build it again.`,
    });
  }
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) {
    return new Fault("REGISTRY_LOCKED", "The registry is busy with another process", {
      ...details,
      next: "Try again in a moment.",
      retryable: true,
    });
  }
  if (/^SQLITE_(FULL|IOERR|CANTOPEN|READONLY|PERM|AUTH)/.test(code) || isFileSystemError(error)) {
    return new Fault("DISK", "The registry cannot be written or read", {
      ...details,
      next: "Check free space and permissions; what was committed before is intact.",
    });
  }
  // Our statements are constant: what does not fit is the file.
  if (error instanceof SqliteError && code === "SQLITE_ERROR") {
    return new Fault("REGISTRY_UNUSABLE", "The registry's database does not fit this version", {
      ...details,
      came: `${error.message} at ${file}`,
      next: `Move ${file} away and run \`indexer sync\` to build it again.`,
    });
  }
  return error;
}

/** Returns what `work` returns. @throws what it throws, by `storeFault`. */
export function withStoreFaults<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storeFault(error, file);
  }
}

function isFileSystemError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && typeof error.syscall === "string";
}

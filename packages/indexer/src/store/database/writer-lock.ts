import { isFileLocked, takeFileLock } from "@hugginggpt/shared/file-lock";
import { lockedFault, type Writer } from "../../ports/writer.js";
import type { RegistryDatabase } from "./registry-database.js";
import { withStoreFaults } from "./store-fault.js";

/**
 * Pages in memory of a process that writes, in KiB. A commit that moved pages about within a table makes SQLite look
 * through all of them, and a sync commits thousands of times: with more pages a commit takes longer, not less.
 */
const WRITER_CACHE_KIB = 16_384;

/**
 * Takes the registry's one writer lock and returns its release; calling that twice does nothing. The lock is on a file
 * beside the database, so it does not block readers, and ends with the process.
 * @throws Fault REGISTRY_LOCKED with the process that holds it, and DISK.
 */
export function takeWriterLock(db: RegistryDatabase, writer: Writer): () => void {
  const giveBack = keepWritersOut(db);
  try {
    db.sql.pragma(`cache_size = -${WRITER_CACHE_KIB}`);
    db.write(() =>
      db.sql
        .prepare("INSERT OR REPLACE INTO writer (only, pid, host, since) VALUES (1, ?, ?, ?)")
        .run(writer.pid, writer.host, writer.since),
    );
  } catch (error) {
    giveBack();
    throw error;
  }
  return giveBack;
}

/** Takes the lock as `takeWriterLock` does, without writing down who has it. */
export function keepWritersOut(db: RegistryDatabase): () => void {
  const giveBack = withStoreFaults(db.file, () => takeFileLock(lockFile(db)));
  if (giveBack === null) throw lockedFault(noted(db));
  return giveBack;
}

/** Returns who holds the lock; null if nobody does. */
export function currentWriter(db: RegistryDatabase): Writer | null {
  return isFileLocked(lockFile(db)) ? noted(db) : null;
}

function lockFile({ file }: RegistryDatabase): string {
  return `${file}.lock`;
}

function noted(db: RegistryDatabase): Writer | null {
  return db.sql.prepare<[], Writer>("SELECT pid, host, since FROM writer").get() ?? null;
}

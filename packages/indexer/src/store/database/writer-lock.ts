import { Fault } from "@hugginggpt/shared";
import type { RegistryDatabase } from "./registry-database.js";

/** What a lock is taken with. */
export interface LockHolder {
  readonly pid: number;
  /** Unlike any other holder's, so that a process of the same number after a restart is told apart. */
  readonly token: string;
  /** ISO 8601. */
  readonly since: string;
  /** Returns true where a process of that number runs. */
  readonly isAlive: (pid: number) => boolean;
}

interface LockRow {
  readonly pid: number;
  readonly token: string;
  readonly since: string;
}

const held = new Set<string>();

/**
 * Takes the registry's one writer lock and returns what gives it back. The lock of a process that is gone is taken
 * over, also where a new process has its number.
 * @throws Fault REGISTRY_LOCKED with the number of the process that holds it.
 */
export function takeWriterLock(db: RegistryDatabase, holder: LockHolder): () => void {
  db.write(() => {
    const writer = currentWriter(db, holder);
    if (writer !== null) throw lockedFault(writer);
    db.sql
      .prepare("INSERT OR REPLACE INTO writer_lock (only, pid, token, since) VALUES (1, ?, ?, ?)")
      .run(holder.pid, holder.token, holder.since);
  });
  held.add(holder.token);
  return () => {
    if (!held.delete(holder.token)) return;
    db.write(() => db.sql.prepare("DELETE FROM writer_lock WHERE token = ?").run(holder.token));
  };
}

/** Who writes the registry. */
export interface Writer {
  readonly pid: number;
  /** ISO 8601. */
  readonly since: string;
}

/** Returns the process that holds the lock; null where none does, or one that is gone. */
export function currentWriter(
  db: RegistryDatabase,
  asker: Pick<LockHolder, "pid" | "isAlive">,
): Writer | null {
  const row = db.sql.prepare<[], LockRow>("SELECT pid, token, since FROM writer_lock").get();
  return row !== undefined && holds(row, asker) ? { pid: row.pid, since: row.since } : null;
}

function holds(row: LockRow, { pid, isAlive }: Pick<LockHolder, "pid" | "isAlive">): boolean {
  return row.pid === pid ? held.has(row.token) : isAlive(row.pid);
}

function lockedFault({ pid, since }: Writer): Fault {
  return new Fault("REGISTRY_LOCKED", `The registry is locked by pid ${pid}`, {
    wanted: "to write the registry",
    came: `a process that writes since ${since}`,
    next: `Wait until it ends, or end process ${pid}.`,
    retryable: true,
  });
}

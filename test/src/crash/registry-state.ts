import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { openRegistryFile } from "../e2e/registry-dump.js";

/** What a killed sync left. */
export interface RegistryState {
  /** What is wrong with it; empty where nothing is. */
  readonly problems: readonly string[];
  /** Whether the sync had come to its end before it was killed. */
  readonly isWhole: boolean;
}

interface Generation {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Returns what a sync left that was killed: the database must be sound, and every live index file as it was recorded. */
export function stateAfterKill(home: string): RegistryState {
  if (!existsSync(join(home, "registry.sqlite"))) return { problems: [], isWhole: false };
  const db = openRegistryFile(home);
  try {
    return stateOf(db, home);
  } catch (error) {
    // A journal of a database that was not in WAL mode yet: only who may write can roll it back, as the next sync does.
    if (error instanceof Database.SqliteError && error.code.startsWith("SQLITE_READONLY"))
      return { problems: [], isWhole: false };
    throw error;
  } finally {
    db.close();
  }
}

function stateOf(db: Database.Database, home: string): RegistryState {
  const check = db.pragma("quick_check", { simple: true });
  const problems = check === "ok" ? [] : [`quick_check says ${check}`];
  const tables = db.prepare("SELECT count(*) FROM sqlite_schema WHERE name IN ('meta', 'index_generations')");
  if (tables.pluck().get() !== 2) return { problems, isWhole: false };
  const mark = db.prepare<[], string>("SELECT value FROM meta WHERE key = 'note:turn'").pluck().get();
  const live = db
    .prepare<[], Generation>("SELECT file, bytes, sha256 FROM index_generations WHERE state = 'live'")
    .all();
  return {
    problems: [...problems, ...live.flatMap((one) => problemOf(home, one))],
    isWhole: mark?.includes('"open":false') ?? false,
  };
}

/** Returns which index files lie in a home that no generation names, unfinished ones among them. */
export function strayFiles(home: string): string[] {
  const db = openRegistryFile(home);
  try {
    const known = db
      .prepare<[], string>("SELECT file FROM index_generations WHERE state <> 'retired'")
      .pluck()
      .all();
    return readdirSync(home).filter((name) => name.startsWith("index.") && !known.includes(name));
  } finally {
    db.close();
  }
}

function problemOf(home: string, { file, bytes, sha256 }: Generation): string[] {
  const content = readFileSync(join(home, file));
  const isSame = content.length === bytes && createHash("sha256").update(content).digest("hex") === sha256;
  return isSame ? [] : [`${file} is not as it was recorded`];
}

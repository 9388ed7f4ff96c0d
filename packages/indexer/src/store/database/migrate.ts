import { Fault } from "@hugginggpt/shared";
import type Database from "better-sqlite3";
import { MIGRATIONS } from "./migrations.js";

/** "HGPT": marks the file as ours in SQLite's header. */
const APPLICATION_ID = 0x48475054;

/**
 * Brings a database to the newest version, each step in a transaction of its own; an empty file gets every table.
 * @throws Fault REGISTRY_UNUSABLE for a database of a newer version, and for one that another program made.
 */
export function migrate(sql: Database.Database, file: string, migrations = MIGRATIONS): void {
  refuseUnusable(sql, file, migrations.length);
  while (versionOf(sql) !== migrations.length) {
    sql
      .transaction(() => {
        const version = versionOf(sql);
        if (version > migrations.length) throw newerFault(file, version, migrations.length);
        const step = migrations[version];
        if (step === undefined) return;
        sql.exec(step);
        sql.pragma(`user_version = ${version + 1}`);
        sql.pragma(`application_id = ${APPLICATION_ID}`);
      })
      .immediate();
  }
}

/**
 * Reads whose database it is and of which version, and writes nothing.
 * @throws Fault REGISTRY_UNUSABLE as `migrate` does.
 */
export function refuseUnusable(sql: Database.Database, file: string, known = MIGRATIONS.length): void {
  if (sql.pragma("application_id", { simple: true }) === APPLICATION_ID) {
    const version = versionOf(sql);
    if (version > known) throw newerFault(file, version, known);
    return;
  }
  const { tables } = sql
    .prepare<[], { tables: number }>("SELECT count(*) AS tables FROM sqlite_schema")
    .get() ?? {
    tables: 0,
  };
  if (tables === 0) return;
  throw new Fault("REGISTRY_UNUSABLE", "The database belongs to another program", {
    wanted: "a registry of HuggingGPT",
    came: file,
    next: "Choose another folder with --home or HUGGINGGPT_HOME.",
  });
}

/** @throws Fault REGISTRY_UNUSABLE for a database that its next user would bring to this version, or finish writing. */
export function refuseUnfinished(sql: Database.Database, file: string): void {
  const isOld = versionOf(sql) < MIGRATIONS.length;
  const unwritten = isOld || sql.prepare("SELECT 1 FROM meta WHERE key = 'textsToWrite'").get() !== undefined;
  if (!unwritten) return;
  throw new Fault("REGISTRY_UNUSABLE", "The registry was not used by this version yet", {
    came: file,
    next: "Run `indexer status` once, which brings it up to date.",
  });
}

function newerFault(file: string, version: number, known: number): Fault {
  return new Fault("REGISTRY_UNUSABLE", "The registry was written by a newer version of HuggingGPT", {
    wanted: `version ${known} at most`,
    came: `version ${version} in ${file}`,
    next: "Upgrade HuggingGPT, or choose another folder with --home or HUGGINGGPT_HOME.",
  });
}

function versionOf(sql: Database.Database): number {
  return Number(sql.pragma("user_version", { simple: true }));
}

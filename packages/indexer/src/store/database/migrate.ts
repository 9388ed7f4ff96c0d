import { Fault } from "@hugginggpt/shared";
import type Database from "better-sqlite3";
import { FIRST_VERSION, MIGRATIONS } from "./migrations.js";

/** "HGPT": marks the file as ours in SQLite's header. */
const APPLICATION_ID = 0x48475054;

/**
 * Brings a database to the newest version, each step in a transaction of its own; an empty file gets every table.
 * @throws Fault REGISTRY_UNUSABLE as `refuseUnusable`.
 */
export function migrate(sql: Database.Database, file: string, migrations = MIGRATIONS): void {
  refuseUnusable(sql, file, migrations);
  while (versionOf(sql) !== newestOf(migrations)) {
    sql
      .transaction(() => {
        // Another process may have made the step in between.
        refuseUnusable(sql, file, migrations);
        const version = versionOf(sql);
        const step = migrations[version === 0 ? 0 : version - FIRST_VERSION + 1];
        if (step === undefined) return;
        sql.exec(step);
        sql.pragma(`user_version = ${Math.max(FIRST_VERSION, version + 1)}`);
        sql.pragma(`application_id = ${APPLICATION_ID}`);
      })
      .immediate();
  }
}

/**
 * Reads whose database it is and of which version, and writes nothing.
 * @throws Fault REGISTRY_UNUSABLE for a database of a newer version, of one before the first, and of another program.
 */
export function refuseUnusable(sql: Database.Database, file: string, migrations = MIGRATIONS): void {
  const isOurs = sql.pragma("application_id", { simple: true }) === APPLICATION_ID;
  const version = versionOf(sql);
  if (isOurs && version > newestOf(migrations)) {
    throw new Fault("REGISTRY_UNUSABLE", "The registry was written by a newer version of HuggingGPT", {
      wanted: `version ${newestOf(migrations)} at most`,
      came: `version ${version} in ${file}`,
      next: "Upgrade HuggingGPT, or choose another folder with --home or HUGGINGGPT_HOME.",
    });
  }
  if (isOurs && version < FIRST_VERSION) {
    throw new Fault("REGISTRY_UNUSABLE", "The registry is of a version that was never released", {
      wanted: `version ${FIRST_VERSION} at least`,
      came: `version ${version} in ${file}`,
      next: `Move ${file} away and run \`indexer sync\` to build it again.`,
    });
  }
  if (isOurs || sql.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined) return;
  throw new Fault("REGISTRY_UNUSABLE", "The database belongs to another program", {
    wanted: "a registry of HuggingGPT",
    came: file,
    next: "Choose another folder with --home or HUGGINGGPT_HOME.",
  });
}

/** @throws Fault REGISTRY_UNUSABLE for a database that its next user would bring to this version. */
export function refuseOlder(sql: Database.Database, file: string): void {
  if (versionOf(sql) >= newestOf(MIGRATIONS)) return;
  throw new Fault("REGISTRY_UNUSABLE", "The registry was not used by this version yet", {
    came: file,
    next: "Run `indexer status` once, which brings it up to date.",
  });
}

function newestOf(migrations: readonly string[]): number {
  return FIRST_VERSION + migrations.length - 1;
}

function versionOf(sql: Database.Database): number {
  return Number(sql.pragma("user_version", { simple: true }));
}

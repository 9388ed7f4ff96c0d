import { Fault } from "../errors/fault.js";
import { MIGRATIONS } from "./migrations.js";
import type { PostgresTransaction } from "./postgres-transaction.js";

/** Version 15 in PostgreSQL's numbering: the oldest that we test. */
const OLDEST_SERVER = 150_000;

const STATE = `
SELECT current_setting('server_version_num')::int AS server,
  to_regclass('hugginggpt.schema_version') IS NOT NULL AS ours,
  EXISTS (SELECT FROM pg_class WHERE relnamespace = to_regnamespace('hugginggpt')) AS used`;
const VERSION = "SELECT version FROM hugginggpt.schema_version";
const FIRST = `
CREATE SCHEMA IF NOT EXISTS hugginggpt;
CREATE TABLE hugginggpt.schema_version (version integer NOT NULL);
INSERT INTO hugginggpt.schema_version VALUES (0)`;
/** The lock under which one program migrates while others wait. */
const ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended('hugginggpt:schema', 0))";

/** What the steps need of the database. */
interface Migrated extends PostgresTransaction {
  readonly name: string;
  write(work: (transaction: PostgresTransaction) => Promise<void>): Promise<void>;
}

interface State {
  readonly server: number;
  /** Whether our tables exist. */
  readonly ours: boolean;
  /** Whether the schema has any tables. */
  readonly used: boolean;
}

/**
 * Migrates our tables to the newest version in one transaction. Writes nothing if they already have it.
 * @throws Fault DATABASE_UNUSABLE for a server that is too old, and for tables of a newer version or another program.
 */
export async function prepareSchema(db: Migrated, migrations = MIGRATIONS): Promise<void> {
  if ((await versionOf(db, db.name, migrations.length)) === migrations.length) return;
  await db.write(async (transaction) => {
    await transaction.query(ONE_AT_A_TIME);
    const version = await versionOf(transaction, db.name, migrations.length);
    if (version === null) await transaction.query(FIRST);
    for (const step of migrations.slice(version ?? 0)) await transaction.query(step);
    await transaction.query("UPDATE hugginggpt.schema_version SET version = $1", [migrations.length]);
  });
}

/** Returns null if there are no tables yet. */
async function versionOf(db: PostgresTransaction, name: string, known: number): Promise<number | null> {
  const [state] = await db.query<State>(STATE);
  if (state) refuseUnusable(state, name);
  if (!state?.ours) return null;
  const [row] = await db.query<{ version: number }>(VERSION);
  const version = row?.version ?? 0;
  if (version <= known) return version;
  throw new Fault("DATABASE_UNUSABLE", "The database was written by a newer version of HuggingGPT", {
    wanted: `version ${known} at most`,
    came: `version ${version} in ${name}`,
    next: "Upgrade HuggingGPT, or give the address of another database.",
  });
}

/** @throws Fault DATABASE_UNUSABLE for a server that is too old, and for a schema with another program's tables. */
export function refuseUnusable({ server, ours, used }: State, name: string): void {
  if (server < OLDEST_SERVER) {
    throw new Fault("DATABASE_UNUSABLE", "The PostgreSQL server is too old", {
      wanted: "PostgreSQL 15 or later",
      came: `version ${Math.floor(server / 10_000)} at ${name}`,
      next: "Upgrade the server, or give the address of another one.",
    });
  }
  if (used && !ours) {
    throw new Fault("DATABASE_UNUSABLE", "The schema hugginggpt belongs to another program", {
      wanted: "a schema of ours, or none",
      came: name,
      next: "Give the address of another database.",
    });
  }
}

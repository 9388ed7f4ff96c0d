import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { RegistryDatabase } from "./store/database/registry-database.js";
import { keepWritersOut } from "./store/database/writer-lock.js";
import { type CopyCheck, checkCopy } from "./store/postgres/copy/check-copy.js";
import { type CopiedRows, type CopyOptions, copyRegistry } from "./store/postgres/copy/copy-registry.js";
import { PostgresSyncTeam } from "./store/postgres/team/postgres-sync-team.js";

export interface MigrateRegistryOptions extends CopyOptions {
  /** The registry in SQLite. It is only read, and nobody syncs it meanwhile. */
  readonly file: string;
  /** postgres://user:password@host:port/database */
  readonly url: string;
}

/** What a migrated registry has, and what a comparison with its source found. */
export interface MigratedRegistry {
  readonly rows: CopiedRows;
  readonly check: CopyCheck;
}

/**
 * Copies a registry from SQLite into a PostgreSQL database and compares both (`copyRegistry`, `checkCopy`).
 * @throws Fault REGISTRY_MISSING, REGISTRY_LOCKED while one of them is being written, USAGE for a database that holds
 * another registry; as the databases do; the signal's reason.
 */
export async function migrateRegistry(options: MigrateRegistryOptions): Promise<MigratedRegistry> {
  const { file, url } = options;
  const from = RegistryDatabase.openToRead(file);
  try {
    const letWritersIn = keepWritersOut(from);
    try {
      const to = await PostgresDatabase.open(url, { applicationName: "hugginggpt migrate-to" });
      try {
        const release = await new PostgresSyncTeam(to).alone();
        try {
          const rows = await copyRegistry(from, to, options);
          return { rows, check: await checkCopy(from, to, rows) };
        } finally {
          await release();
        }
      } finally {
        await to.close();
      }
    } finally {
      letWritersIn();
    }
  } finally {
    from.close();
  }
}

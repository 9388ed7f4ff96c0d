import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { copyTrackRecords } from "../journal/records/copy-track-records.js";
import { FolderObjectStore } from "../objects/folder-object-store.js";
import type { ObjectStore } from "../objects/object-store.js";
import { type CopiedRuns, type CopyRunsOptions, copyRuns } from "./copy-runs.js";
import { openPostgresRunStorage } from "./postgres-run-storage.js";
import { openRunStorage } from "./run-storage.js";

export interface MigrateRunsOptions extends Omit<CopyRunsOptions, "files"> {
  /** The home of the runs, which are only read. */
  readonly home: string;
  /** The file with the results of models. */
  readonly trackRecords: string;
  /** postgres://user:password@host:port/database */
  readonly url: string;
  /** The shared store to which files are copied; null: they stay where they are. */
  readonly artifacts: ObjectStore | null;
  /** Secrets, which are never written to a record. */
  readonly secrets: readonly string[];
}

/** What a database contains after a migration of runs. */
export interface MigratedRuns extends CopiedRuns {
  /** The number of models at endpoints with known results. */
  readonly trackRecords: number;
}

/** Copies runs and the results of models from a home to a PostgreSQL database. @throws as `copyRuns` does. */
export async function migrateRuns(options: MigrateRunsOptions): Promise<MigratedRuns> {
  const { home, url, artifacts, secrets } = options;
  const db = await PostgresDatabase.open(url, { applicationName: "hugginggpt migrate-to" });
  try {
    const to = openPostgresRunStorage(db, home, { artifacts, secrets });
    const files = new FolderObjectStore(home);
    const copied = await copyRuns(openRunStorage(home, { artifacts }), to, { ...options, files });
    const trackRecords = await copyTrackRecords(options.trackRecords, db);
    return { ...copied, trackRecords };
  } finally {
    await db.close();
  }
}

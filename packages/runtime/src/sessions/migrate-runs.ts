import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { copyTrackRecords } from "../journal/records/copy-track-records.js";
import { FolderObjectStore } from "../objects/folder-object-store.js";
import type { ObjectStore } from "../objects/object-store.js";
import { type CopiedRuns, type CopyRunsOptions, copyRuns } from "./copy-runs.js";
import { openPostgresRunStorage } from "./postgres-run-storage.js";
import { openRunStorage } from "./run-storage.js";

export interface MigrateRunsOptions extends Omit<CopyRunsOptions, "files"> {
  /** The home that has the runs; they are only read. */
  readonly home: string;
  /** The file that says how models did. */
  readonly trackRecords: string;
  /** postgres://user:password@host:port/database */
  readonly url: string;
  /** Where files are for all machines, and are copied to; null: they stay where they are. */
  readonly artifacts: ObjectStore | null;
  /** What never gets into a record. */
  readonly secrets: readonly string[];
}

/** What a database has of runs after a migration. */
export interface MigratedRuns extends CopiedRuns {
  /** Models at endpoints of which it is known how they did. */
  readonly trackRecords: number;
}

/** Copies runs and how models did from a home into a PostgreSQL database (`copyRuns`). @throws as it does. */
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

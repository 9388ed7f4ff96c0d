import type { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { PostgresRunStore, type PostgresRunStoreOptions } from "../journal/postgres/postgres-run-store.js";
import { openRunStorage, type RunStorage, type StorageOptions } from "./run-storage.js";

export { PostgresTrackRecords } from "../journal/records/postgres-track-records.js";

/**
 * Returns the storage of runs in a database that machines share. Files stay in the home unless `artifacts` is a shared
 * store. The caller who opened the database closes it.
 */
export function openPostgresRunStorage(
  db: PostgresDatabase,
  home: string,
  options: StorageOptions & Pick<PostgresRunStoreOptions, "onFull"> = {},
): RunStorage {
  const { secrets = [], onFull } = options;
  return { ...openRunStorage(home, options), runs: new PostgresRunStore(db, { secrets, onFull }) };
}

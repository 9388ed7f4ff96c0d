import type { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { PostgresRunStore, type PostgresRunStoreOptions } from "../journal/postgres/postgres-run-store.js";
import { openRunStorage, type RunStorage, type StorageOptions } from "./run-storage.js";

export { PostgresTrackRecords } from "../journal/records/postgres-track-records.js";

/**
 * Returns where the runs of a database are kept, which machines share; files lie at home where `artifacts` names no place that
 * machines share, too. Whoever opened the database closes it.
 */
export function openPostgresRunStorage(
  db: PostgresDatabase,
  home: string,
  options: StorageOptions & Pick<PostgresRunStoreOptions, "onFull"> = {},
): RunStorage {
  const { secrets = [], onFull } = options;
  return { ...openRunStorage(home, options), runs: new PostgresRunStore(db, { secrets, onFull }) };
}

import { QUEUE_TABLES } from "./queue-tables.js";
import { REGISTRY_TABLES } from "./registry-tables.js";
import { FILES_OF_RUNS, FORGOTTEN_FILES, RUN_TABLES } from "./run-tables.js";
import { SYNC_TABLES } from "./sync-tables.js";

/**
 * The steps that make the tables of the registry and of runs, each from the previous version; the first makes version
 * 1. Steps are appended and never changed, because a released step has run somewhere.
 */
export const MIGRATIONS: readonly string[] = [
  REGISTRY_TABLES,
  SYNC_TABLES,
  RUN_TABLES,
  QUEUE_TABLES,
  FILES_OF_RUNS,
  FORGOTTEN_FILES,
];

import { type ModelRecord, resolveTask } from "@hugginggpt/shared";
import type { RegistryDatabase } from "../database/registry-database.js";

/** The tag by which the Hub marks what transformers.js can load. */
const TAG = "transformers.js";
const WRITE = `
  INSERT OR IGNORE INTO endpoints (row, kind, provider, task, status, target)
  VALUES (?, 'local', 'transformers.js', ?, 'live', '')`;

/**
 * Writes the local endpoint that follows from a record of the Hub with the tag and a task; removes it where the tag or
 * the task is gone. Belongs inside a transaction.
 */
export function putLocalEndpoint(db: RegistryDatabase, row: number, record: ModelRecord): void {
  db.statement<[number]>("DELETE FROM endpoints WHERE row = ? AND kind = 'local'").run(row);
  if (record.source !== "hub" || record.task === null || !record.tags.includes(TAG)) return;
  db.statement<[number, string]>(WRITE).run(row, resolveTask(record.task) ?? record.task);
}

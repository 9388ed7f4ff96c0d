import { type ModelRecord, resolveTask } from "@hugginggpt/shared";
import type { RegistryDatabase } from "../database/registry-database.js";
import { rowOfEndpoint } from "./endpoint-row.js";

/** The tag by which the Hub marks what transformers.js can load. */
const TAG = "transformers.js";

/**
 * Writes the local endpoint that follows from a record of the Hub with the tag and a task; removes it where the tag or
 * the task is gone. Belongs inside a transaction.
 */
export function putLocalEndpoint(db: RegistryDatabase, row: number, record: ModelRecord): void {
  db.statement<[number]>("DELETE FROM endpoints WHERE row = ? AND kind = 'local'").run(row);
  addLocalEndpoint(db, row, record);
}

/** Does the same for a row that has no such endpoint yet. */
export function addLocalEndpoint(db: RegistryDatabase, row: number, record: ModelRecord): void {
  if (record.source !== "hub" || record.task === null || !record.tags.includes(TAG)) return;
  const task = resolveTask(record.task) ?? record.task;
  const { kind, provider, status, target } = rowOfEndpoint(row, {
    kind: "local",
    provider: "transformers.js",
    task,
    status: "live",
  });
  db.statement<(string | number)[]>(
    "INSERT OR IGNORE INTO endpoints (row, kind, provider, task, status, target) VALUES (?, ?, ?, ?, ?, ?)",
  ).run(row, kind, provider, task, status, target);
}

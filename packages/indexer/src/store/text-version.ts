import type { RegistryDatabase } from "./registry-database.js";

/** The rows of FTS5's data that every change of the table changes: its totals, and the list of its parts. */
const STATE = "SELECT hex(block) FROM texts_data WHERE id IN (1, 10) ORDER BY id";

/** Returns a text that is another one whenever the full-text table was changed. */
export function textVersion(db: Pick<RegistryDatabase, "sql">): string {
  return db.sql.prepare<[], string>(STATE).pluck().all().join(" ");
}

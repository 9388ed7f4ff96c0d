import { existsSync } from "node:fs";
import { diskFault } from "@hugginggpt/shared";
import type { PostgresDatabase } from "@hugginggpt/shared/postgres";
import Database from "better-sqlite3";

const READ = "SELECT model, endpoint, succeeded, failed, times, at FROM track_records";
/** What was noted in the database meanwhile is newer. */
const PUT = `
INSERT INTO hugginggpt.track_records (model, endpoint, succeeded, failed, times, at)
SELECT model, endpoint, succeeded, failed, ARRAY(SELECT jsonb_array_elements_text(times)::float8), at
FROM jsonb_to_recordset($1) AS given (model text, endpoint text, succeeded float8, failed float8, times jsonb, at float8)
ON CONFLICT DO NOTHING`;

type Row = Record<"model" | "endpoint" | "times", string>;

/**
 * Copies the records of models' results from a file, which is only read, into a database; returns the number of rows.
 * @throws Fault DISK if the file cannot be read; as the database does.
 */
export async function copyTrackRecords(file: string, to: PostgresDatabase): Promise<number> {
  const rows = existsSync(file) ? readAll(file) : [];
  const given = rows.map((row) => ({ ...row, times: JSON.parse(row.times) }));
  if (given.length > 0)
    await to.write(({ query }) => query(PUT, [JSON.stringify(given).replaceAll("\\u0000", "")]));
  return rows.length;
}

function readAll(file: string): Row[] {
  let sql: Database.Database | null = null;
  try {
    sql = new Database(file, { readonly: true });
    return sql.prepare<[], Row>(READ).all();
  } catch (error) {
    throw diskFault("read", file, error);
  } finally {
    sql?.close();
  }
}

import type Database from "better-sqlite3";

/** Returns every row of these tables as a line of text, which compares far quicker than vectors do number by number. */
export function dumpTables(db: Database.Database, tables: readonly string[]): string[] {
  return tables.flatMap((table) => {
    const rows = db.prepare<[], unknown[]>(`SELECT * FROM ${table} ORDER BY 1, 2`).raw().all();
    return rows.map((row) => `${table} ${JSON.stringify(row.map(inHex))}`);
  });
}

function inHex(value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value;
}

import type Database from "better-sqlite3";
import { storable } from "../../records/storable.js";

/** Tables whose rows belong to models and are copied with them; the models come first. */
export const OF_MODELS = [
  "models",
  "model_languages",
  "cards",
  "endpoints",
  "vectors",
  "aliases",
  "moves",
] as const;
/** Small tables, copied at the end. Index files are not copied: each machine builds its own. */
export const WHOLE = ["cursors", "full_passes", "provider_turns", "meta"] as const;

export type CopiedTable = (typeof OF_MODELS)[number] | (typeof WHOLE)[number];

/** Columns with JSON, which SQLite stores as text. */
const JSON_COLUMNS: readonly string[] = ["tags", "languages", "profile"];

type Row = Readonly<Record<string, unknown>>;

/** Returns a table's rows for the models with numbers above `after` up to `to`, in PostgreSQL's form of JSON. */
export function rowsBetween(
  sql: Database.Database,
  table: (typeof OF_MODELS)[number],
  after: number,
  to: number,
): Row[] {
  return sql
    .prepare<[number, number], Row>(`SELECT * FROM ${table} WHERE row > ? AND row <= ?`)
    .all(after, to)
    .map(asJson);
}

/** Returns all rows of a small table, in the form that PostgreSQL reads from JSON. */
export function allRows(sql: Database.Database, table: (typeof WHOLE)[number]): Row[] {
  return sql.prepare<[], Row>(`SELECT * FROM ${table}`).all().map(asJson);
}

/** Returns rows as one JSON text, as every database can store them. */
export function rowsInJson(rows: readonly Row[]): string {
  return JSON.stringify(storable(rows));
}

function asJson(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, inJson(name, value)]));
}

function inJson(name: string, value: unknown): unknown {
  if (Buffer.isBuffer(value)) return `\\x${value.toString("hex")}`;
  return JSON_COLUMNS.includes(name) && typeof value === "string" ? JSON.parse(value) : value;
}

/** Returns the statement that inserts rows of a table from one JSON text. */
export function putRows(table: CopiedTable): string {
  return `INSERT INTO hugginggpt.${table} OVERRIDING SYSTEM VALUE
    SELECT * FROM json_populate_recordset(NULL::hugginggpt.${table}, $1)`;
}

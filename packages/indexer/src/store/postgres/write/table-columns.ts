import { type Column, getTableColumns, getTableName, type Table } from "drizzle-orm";

/** The PostgreSQL types of drizzle's SQLite columns. */
const TYPES: Readonly<Record<string, string>> = {
  SQLiteText: "text",
  SQLiteTextJson: "jsonb",
  SQLiteInteger: "bigint",
  SQLiteBoolean: "boolean",
  SQLiteReal: "double precision",
};

/** Returns a table's name in its schema. */
export function qualified(table: Table): string {
  return `hugginggpt.${getTableName(table)}`;
}

/** Returns the columns of a table for a SELECT, under their names in the program. */
export function namedColumns(table: Table, alias: string): string {
  return Object.entries(getTableColumns(table))
    .map(([name, column]) => `${alias}.${column.name} AS "${name}"`)
    .join(", ");
}

/**
 * Returns the statement that inserts rows of a table from one JSON text, which uses the program's names for columns.
 * `otherwise` follows: what to do about an existing row, or what to return.
 */
export function insertInto<T extends Table>(
  table: T,
  keys: readonly (keyof T["$inferSelect"] & string)[],
  otherwise = "",
): string {
  const columns = keys.map((key) => columnOf(table, key).name).join(", ");
  const given = keys.map((key) => `"${key}"`).join(", ");
  return `INSERT INTO ${qualified(table)} (${columns}) SELECT ${given} FROM ${rowsGiven(table, keys)} ${otherwise}`;
}

/** Returns the SET list that copies these columns from a row `given`. */
export function setTo<T extends Table>(
  table: T,
  keys: readonly (keyof T["$inferSelect"] & string)[],
): string {
  return keys.map((key) => `${columnOf(table, key).name} = given."${key}"`).join(", ");
}

/** Returns the table `given` of the rows in the first value, a JSON text, in their order. */
export function rowsGiven<T extends Table>(
  table: T,
  keys: readonly (keyof T["$inferSelect"] & string)[],
): string {
  const columns = keys.map((key) => `"${key}" ${TYPES[columnOf(table, key).columnType] ?? "text"}`);
  return `json_to_recordset($1) AS given(${columns.join(", ")})`;
}

function columnOf(table: Table, key: string): Column {
  const column = getTableColumns(table)[key];
  if (column === undefined) throw new Error(`Internal error: no column ${key}`);
  return column;
}

import { type Column, getTableColumns, getTableName, type Table } from "drizzle-orm";

/** How a column of the one list is made in PostgreSQL. */
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

/** Returns the columns of a table as a SELECT lists them, by the names that the program has for them. */
export function namedColumns(table: Table, alias: string): string {
  return Object.entries(getTableColumns(table))
    .map(([name, column]) => `${alias}.${column.name} AS "${name}"`)
    .join(", ");
}

/**
 * Returns the statement that writes rows of a table, given as one text of JSON by the names that the program has for its
 * columns; where a row of the same key is there, `otherwise` says what happens.
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

/** Returns what sets these columns to a row's that was given as `given`. */
export function setTo<T extends Table>(
  table: T,
  keys: readonly (keyof T["$inferSelect"] & string)[],
): string {
  return keys.map((key) => `${columnOf(table, key).name} = given."${key}"`).join(", ");
}

/** Returns the rows given as the first value, a text of JSON, as a table `given`, in their order. */
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

/** The names of prepared statements. */
const NAMES = new Map<string, string>();

/**
 * Registers a statement that each connection plans only once, and returns it unchanged. Planning is half of
 * PostgreSQL's work for a short statement. Use it for frequent statements that find rows by keys, not for those whose
 * best plan depends on their values.
 */
export function prepared(sql: string): string {
  if (!NAMES.has(sql)) NAMES.set(sql, `hugginggpt_${NAMES.size + 1}`);
  return sql;
}

/** Returns the name of a prepared statement; undefined for any other. */
export function preparedName(sql: string): string | undefined {
  return NAMES.get(sql);
}

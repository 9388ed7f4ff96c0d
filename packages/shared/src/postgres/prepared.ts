/** The names of statements that each connection plans once. */
const NAMES = new Map<string, string>();

/**
 * Returns a statement as it is, which from now on each connection plans once, not each time that it is sent: half of
 * what PostgreSQL does for a short one is planning. For statements that are sent often and find their rows by keys;
 * one whose best plan depends on its values is planned for them.
 */
export function prepared(sql: string): string {
  if (!NAMES.has(sql)) NAMES.set(sql, `hugginggpt_${NAMES.size + 1}`);
  return sql;
}

/** Returns the name by which a connection keeps a statement's plan; undefined where it does not. */
export function preparedName(sql: string): string | undefined {
  return NAMES.get(sql);
}

import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";

/** What a transaction's work is done with. */
export interface PostgresTransaction {
  /** Returns the rows that a statement gave. Their type is the caller's knowledge of its own SQL. */
  query<Row = unknown>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  readonly orm: NodePgDatabase;
}

/** Returns the rows of one statement; of several, which take no values, none. */
export async function rowsOf<Row>(
  connection: pg.PoolClient,
  sql: string,
  values: readonly unknown[],
): Promise<Row[]> {
  // The cast: as for `PostgresTransaction.query`.
  return (await connection.query(sql, [...values])).rows as Row[];
}

/** Returns what `work` returned once it is committed; rolls back what throws. */
export async function inTransaction<T>(
  connection: pg.PoolClient,
  begin: string,
  work: (transaction: PostgresTransaction) => Promise<T>,
): Promise<T> {
  await connection.query(begin);
  try {
    const result = await work({
      query: <Row>(sql: string, values: readonly unknown[] = []) => rowsOf<Row>(connection, sql, values),
      orm: drizzle(connection),
    });
    await connection.query("COMMIT");
    return result;
  } catch (error) {
    // A connection that broke has rolled back by breaking.
    await connection.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

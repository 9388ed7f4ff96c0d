import type pg from "pg";
import type { PostgresTransaction } from "./postgres-transaction.js";
import { preparedName } from "./prepared.js";

/** A connection that sends statements. */
export interface Sender {
  readonly connection: pg.PoolClient;
  /** Makes the server cancel this connection's statement. */
  readonly cancel: () => Promise<void>;
}

/**
 * Returns the rows of a statement; none for several statements, which take no values. @throws as
 * `PostgresTransaction.query`.
 */
export async function rowsOf<Row>(
  { connection, cancel }: Sender,
  sql: string,
  values: readonly unknown[],
  signal?: AbortSignal,
): Promise<Row[]> {
  signal?.throwIfAborted();
  const stop = (): void => void cancel();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    // The cast: as for `PostgresTransaction.query`.
    return (await connection.query({ text: sql, values: [...values], name: preparedName(sql) }))
      .rows as Row[];
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

/** Returns the result of `work` after a commit; rolls back if it throws. */
export async function inTransaction<T>(
  sender: Sender,
  begin: string,
  work: (transaction: PostgresTransaction) => Promise<T>,
): Promise<T> {
  const { connection } = sender;
  await connection.query(begin);
  try {
    const result = await work({
      query: <Row>(sql: string, values: readonly unknown[] = [], signal?: AbortSignal) =>
        rowsOf<Row>(sender, sql, values, signal),
    });
    await connection.query("COMMIT");
    return result;
  } catch (error) {
    // A broken connection has rolled back.
    await connection.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

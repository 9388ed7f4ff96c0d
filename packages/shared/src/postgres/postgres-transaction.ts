/** The statements of a transaction. */
export interface PostgresTransaction {
  /**
   * Returns the rows of a statement. The caller states their type.
   * @throws the signal's reason if aborted; the server cancels the statement.
   */
  query<Row = unknown>(sql: string, values?: readonly unknown[], signal?: AbortSignal): Promise<Row[]>;
}

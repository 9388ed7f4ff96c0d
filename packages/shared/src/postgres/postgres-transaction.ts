/** What a transaction's work is done with. */
export interface PostgresTransaction {
  /**
   * Returns the rows that a statement gave. Their type is the caller's knowledge of its own SQL.
   * @throws the signal's reason when aborted: the server is told to stop.
   */
  query<Row = unknown>(sql: string, values?: readonly unknown[], signal?: AbortSignal): Promise<Row[]>;
}

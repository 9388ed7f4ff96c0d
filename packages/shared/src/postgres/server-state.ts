import type { PostgresTransaction } from "./postgres-transaction.js";

/** Facts about a database for its operator. */
export interface ServerState {
  /** PostgreSQL's version, such as `18.1`. */
  readonly version: string;
  /** The version of our tables. */
  readonly tables: number;
  /** The version of pgvector in the database; null for none. */
  readonly vectors: string | null;
  /** Whether the server has pgvector, which a superuser can then add. */
  readonly vectorsAvailable: boolean;
  /** Whether it is read-only: a standby, or so configured. */
  readonly isReadOnly: boolean;
  /** The size of the whole database. */
  readonly bytes: number;
}

const STATE = `
SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
  (SELECT version FROM hugginggpt.schema_version) AS tables,
  (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS vectors,
  EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector') AS "vectorsAvailable",
  pg_is_in_recovery() OR current_setting('default_transaction_read_only')::boolean AS "isReadOnly",
  pg_database_size(current_database()) AS bytes`;

/** Returns the facts about a database. @throws Fault as `PostgresDatabase.query`. */
export async function serverState(db: Pick<PostgresTransaction, "query">): Promise<ServerState> {
  const [state] = await db.query<ServerState>(STATE);
  if (!state) throw new Error("Internal error: a SELECT without FROM gave no row");
  return state;
}

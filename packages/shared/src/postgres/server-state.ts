import type { PostgresTransaction } from "./postgres-transaction.js";

/** What is to be known of a database before one relies on it. */
export interface ServerState {
  /** Of PostgreSQL: `18.1`. */
  readonly version: string;
  /** Of our tables. */
  readonly tables: number;
  /** Version of pgvector; null where the database has none. */
  readonly vectors: string | null;
  /** Whether the server has pgvector, so that a superuser can add it. */
  readonly vectorsAvailable: boolean;
  /** Whether it takes no writes: a standby, or set so. */
  readonly isReadOnly: boolean;
  /** Of the whole database. */
  readonly bytes: number;
}

const STATE = `
SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
  (SELECT version FROM hugginggpt.schema_version) AS tables,
  (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS vectors,
  EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector') AS "vectorsAvailable",
  pg_is_in_recovery() OR current_setting('default_transaction_read_only')::boolean AS "isReadOnly",
  pg_database_size(current_database()) AS bytes`;

/** Returns what is to be known of the database. @throws Fault as `PostgresDatabase.query`. */
export async function serverState(db: Pick<PostgresTransaction, "query">): Promise<ServerState> {
  const [state] = await db.query<ServerState>(STATE);
  if (!state) throw new Error("Internal error: a SELECT without FROM gave no row");
  return state;
}

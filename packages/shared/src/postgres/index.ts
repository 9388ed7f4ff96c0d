export { MIGRATIONS } from "./migrations.js";
export { PostgresDatabase } from "./postgres-database.js";
export type { PostgresTransaction } from "./postgres-transaction.js";
export { prepared } from "./prepared.js";
export { type ServerState, serverState } from "./server-state.js";
export type { PostgresLock } from "./session-lock.js";

import type { PostgresTransaction } from "@hugginggpt/shared/postgres";

const GET = "SELECT value FROM hugginggpt.meta WHERE key = $1";
const SET = `
  INSERT INTO hugginggpt.meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`;
const REMOVE = "DELETE FROM hugginggpt.meta WHERE key = $1";

type Query = PostgresTransaction["query"];
type Key = "lastSync" | `seed:${string}` | `note:${string}`;

/** Returns one of a registry's single values; null if it was never set. */
export async function getMeta(query: Query, key: Key): Promise<string | null> {
  return (await query<{ value: string }>(GET, [key]))[0]?.value ?? null;
}

/** Sets one of a registry's single values; null removes it. */
export async function setMeta(query: Query, key: Key, value: string | null): Promise<void> {
  if (value === null) await query(REMOVE, [key]);
  else await query(SET, [key, value]);
}

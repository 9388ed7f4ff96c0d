import type { PostgresTransaction } from "@hugginggpt/shared/postgres";
import { GET_META, type MetaKey, PUT_META, REMOVE_META } from "../../statements/meta.js";

type Query = PostgresTransaction["query"];

/** Returns one of a registry's single values; null if it was never set. */
export async function getMeta(query: Query, key: MetaKey): Promise<string | null> {
  return (await query<{ value: string }>(GET_META, [key]))[0]?.value ?? null;
}

/** Sets one of a registry's single values; null removes it. */
export async function setMeta(query: Query, key: MetaKey, value: string | null): Promise<void> {
  if (value === null) await query(REMOVE_META, [key]);
  else await query(PUT_META, [key, value]);
}

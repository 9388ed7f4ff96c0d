import type { EmbedderIdentity } from "../../ports/registry-store.js";
import { EMBEDDER, GET_META, type MetaKey, PUT_META, REMOVE_META } from "../statements/meta.js";
import type { RegistryDatabase } from "./registry-database.js";

/** Returns one of a registry's single values; null if it was never set. */
export function getMeta(db: RegistryDatabase, key: MetaKey): string | null {
  return db.query<{ value: string }>(GET_META, [key])[0]?.value ?? null;
}

/** Sets one of a registry's single values; null removes it. */
export function setMeta(db: RegistryDatabase, key: MetaKey, value: string | null): void {
  if (value === null) db.query(REMOVE_META, [key]);
  else db.query(PUT_META, [key, value]);
}

/** Returns the identity of the embedder whose vectors are stored; null before the first. */
export function storedEmbedder(db: RegistryDatabase): EmbedderIdentity | null {
  return db.query<EmbedderIdentity>(EMBEDDER)[0] ?? null;
}

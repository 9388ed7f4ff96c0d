import { randomBytes } from "node:crypto";
import { Fault } from "@hugginggpt/shared";
import type { ObjectStore } from "./object-store.js";

/** Stores that passed the check. */
const CHECKED = new WeakSet<ObjectStore>();
const PROBE = new TextEncoder().encode("probe");

/**
 * Checks that objects can be stored, and that a second one under the same key is refused: stores one twice, and removes
 * it. A kill may leave it behind, in the folder `probe`.
 * @throws Fault with the reason.
 */
export async function requireObjectStore(store: ObjectStore): Promise<void> {
  if (CHECKED.has(store)) return;
  const key = `probe/${randomBytes(12).toString("hex")}`;
  const isNew = await store.put(key, PROBE);
  const isReplaced = await store.put(key, PROBE);
  await store.remove(key);
  if (isNew && !isReplaced) {
    CHECKED.add(store);
    return;
  }
  throw new Fault(
    "DISK",
    `${store.address} does not keep what is there: it takes a second object in place of a first`,
    {
      wanted: "a store that heeds If-None-Match: *",
      came: "an object that was replaced",
      next: "Take a newer version of the store, or another one (HUGGINGGPT_ARTIFACTS).",
    },
  );
}

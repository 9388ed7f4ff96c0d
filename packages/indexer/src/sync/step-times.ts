import type { RegistryStore } from "../ports/registry-store.js";
import type { SyncStep } from "./sync-options.js";

/** Notes when a step came to its end, in milliseconds since the Unix epoch. */
export async function noteStep(
  store: Pick<RegistryStore, "note">,
  step: SyncStep,
  now: number,
): Promise<void> {
  await store.note(`${step}At`, new Date(now).toISOString());
}

/** Returns when a step came to its end last, ISO 8601; null if it never did. */
export function stepTime(store: Pick<RegistryStore, "noted">, step: SyncStep): Promise<string | null> {
  return store.noted(`${step}At`);
}

import { parseJson } from "@hugginggpt/shared";
import type { z } from "zod";
import type { RegistryStore } from "../ports/registry-store.js";
import type { SyncStep } from "./sync-options.js";

/**
 * Returns what was noted under a name; null if nothing was, or another version of this program noted it in another
 * form. Notes are bookkeeping: the next turn writes its own.
 */
export async function readNote<T>(
  store: Pick<RegistryStore, "noted">,
  name: string,
  schema: z.ZodType<T>,
): Promise<T | null> {
  const noted = await store.noted(name);
  return noted === null ? null : (schema.safeParse(parseJson(noted)).data ?? null);
}

/** Notes when a step ended, in milliseconds since the Unix epoch. */
export async function noteStep(
  store: Pick<RegistryStore, "note">,
  step: SyncStep,
  now: number,
): Promise<void> {
  await store.note(`${step}At`, new Date(now).toISOString());
}

/** Returns when a step last ended, ISO 8601; null if it never did. */
export function stepTime(store: Pick<RegistryStore, "noted">, step: SyncStep): Promise<string | null> {
  return store.noted(`${step}At`);
}

import type { JournalEntry, RunClaim, RunStore } from "@hugginggpt/shared";

/**
 * Does work under a claim on a run that nobody works on, and releases it.
 * @throws Fault RUN_LOCKED if somebody works on it; as the claim and the work do.
 */
export async function withClaim<T>(
  runs: RunStore,
  run: string,
  work: (claim: RunClaim) => Promise<T>,
): Promise<T> {
  const claim = await runs.claim(run);
  try {
    return await work(claim);
  } finally {
    await claim.giveBack();
  }
}

/** Appends entries to a run that nobody works on. @throws as `withClaim` does. */
export function appendOnce(runs: RunStore, run: string, entries: readonly JournalEntry[]): Promise<void> {
  return withClaim(runs, run, (claim) => claim.append(entries));
}

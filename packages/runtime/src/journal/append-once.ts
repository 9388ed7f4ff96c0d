import type { JournalEntry, RunStore } from "@hugginggpt/shared";

/**
 * Appends entries to a run that nobody works on, under a claim that is given back.
 * @throws Fault RUN_LOCKED if somebody works on it, and as the claim does.
 */
export async function appendOnce(
  runs: RunStore,
  run: string,
  entries: readonly JournalEntry[],
): Promise<void> {
  const claim = await runs.claim(run);
  try {
    await claim.append(entries);
  } finally {
    await claim.giveBack();
  }
}

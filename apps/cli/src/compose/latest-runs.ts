import { type RunSummary, summaryOf } from "@hugginggpt/runtime";
import type { RunStore } from "@hugginggpt/shared";

/** Returns the summaries of the latest runs, the latest first; runs that never began are left out. */
export async function latestRuns(store: RunStore, most: number): Promise<RunSummary[]> {
  const found: RunSummary[] = [];
  for (const run of await store.runs()) {
    if (found.length >= most) break;
    const summary = summaryOf(await store.entries(run), (await store.holder(run)) !== null);
    if (summary) found.push(summary);
  }
  return found;
}

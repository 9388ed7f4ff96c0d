import { isFault, type SyncReport } from "@hugginggpt/shared";
import { cardsStep } from "./sync/cards-step.js";
import { endpointsStep } from "./sync/endpoints-step.js";
import { listingStep } from "./sync/listing-step.js";
import type { SyncDeps, SyncOptions } from "./sync/sync-options.js";
import { newTally, reportOf, type Tally } from "./sync/tally.js";
import { vectorsStep } from "./sync/vectors-step.js";

/**
 * Brings the registry up to the Hub: records, endpoints, cards, vectors, and the vector index. Returns what was done;
 * `interrupted` when the signal was aborted, with everything committed so far kept. The next sync goes on from there
 * and ends with the same registry as one that was never interrupted.
 * @throws Fault when the Hub, the embedder or the disk fails; what was committed is kept too.
 */
export async function syncRegistry(options: SyncOptions, deps: SyncDeps): Promise<SyncReport> {
  const { http, clock, signal } = deps;
  const tally = newTally();
  const startedAt = clock.now();
  const requestsBefore = http.requests;
  const report = (status: SyncReport["status"]): SyncReport =>
    reportOf(tally, {
      status,
      requests: http.requests - requestsBefore,
      seconds: (clock.now() - startedAt) / 1000,
    });
  try {
    await syncSteps(options, deps, tally);
    return report("done");
  } catch (error) {
    if (!isInterruption(error, signal)) throw error;
    return report("interrupted");
  }
}

async function syncSteps(options: SyncOptions, deps: SyncDeps, tally: Tally): Promise<void> {
  const { store, clock, emit, signal } = deps;
  signal?.throwIfAborted();
  await listingStep(options, deps, tally);
  signal?.throwIfAborted();
  await endpointsStep(options, deps, tally);
  signal?.throwIfAborted();
  await cardsStep(options, deps, tally);
  await vectorsStep(deps, tally);
  emit({ type: "index-built", ...(await deps.publishIndex()) });
  await store.noteSync(new Date(clock.now()).toISOString());
}

/** Only what an abort makes is an interruption; a full disk is one even while the user presses Ctrl-C. */
function isInterruption(error: unknown, signal: AbortSignal | undefined): boolean {
  if (!signal?.aborted) return false;
  if (error === signal.reason || isFault(error, "CANCELLED")) return true;
  return error instanceof Error && /abort/i.test(error.name);
}

import { type LiveRun, liveEvents, type NumberedEvent } from "@hugginggpt/runtime";
import type { JournalEntry, RunStore } from "@hugginggpt/shared";
import type { RunDesk } from "./run-desk.js";

/** The sources of a run's events. */
export interface WatchParts {
  readonly desk: Pick<RunDesk, "started">;
  readonly storage: { readonly runs: Pick<RunStore, "entries"> };
  /** Entries that have just been read. */
  readonly known?: readonly JournalEntry[];
}

/**
 * Yields the events of a run after a number, until the run ends or the client disconnects: first the recorded ones,
 * then new ones. Waits for a queued run. An inactive run has only its record.
 */
export async function* watchRun(
  run: string,
  after: number,
  gone: AbortSignal,
  { desk, storage, known }: WatchParts,
): AsyncGenerator<NumberedEvent, void, void> {
  const here = await desk.started(run);
  // The run may have ended since its entries were read.
  const recorded = (here && known) ?? (await storage.runs.entries(run));
  for (const [place, entry] of recorded.slice(after).entries()) {
    if (gone.aborted) return;
    yield { seq: after + place + 1, ...entry };
  }
  const live = here && (await orGone(here.started, gone));
  if (live) yield* liveEvents(run, live, storage, { after: Math.max(after, recorded.length), signal: gone });
}

/** Returns null if the client is gone, or if the run cannot start, which its report says. */
function orGone(started: Promise<LiveRun>, gone: AbortSignal): Promise<LiveRun | null> {
  const left = new Promise<null>((resolve) =>
    gone.addEventListener("abort", () => resolve(null), { once: true }),
  );
  return gone.aborted ? Promise.resolve(null) : Promise.race([started.catch(() => null), left]);
}

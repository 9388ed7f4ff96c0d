import type { LiveRun, NumberedEvent } from "@hugginggpt/runtime";
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
  { desk, storage: { runs }, known }: WatchParts,
): AsyncGenerator<NumberedEvent, void, void> {
  const here = await desk.started(run);
  // The run may have ended since its entries were read.
  const recorded = (here && known) ?? (await runs.entries(run));
  let seen = after;
  for (const one of recordedAfter(recorded, seen)) {
    if (gone.aborted) return;
    yield one;
    seen = one.seq;
  }
  const live = here && (await orGone(here.started, gone));
  if (!live) return;
  // Events that were recorded meanwhile.
  for (const one of live.before > seen ? recordedAfter(await runs.entries(run), seen) : []) {
    if (gone.aborted || one.seq > live.before) break;
    yield one;
    seen = one.seq;
  }
  for await (const one of live.events({ after: seen, signal: gone })) yield one;
}

/** Returns null if the client is gone, or if the run cannot start, which its report says. */
function orGone(started: Promise<LiveRun>, gone: AbortSignal): Promise<LiveRun | null> {
  const left = new Promise<null>((resolve) =>
    gone.addEventListener("abort", () => resolve(null), { once: true }),
  );
  return gone.aborted ? Promise.resolve(null) : Promise.race([started.catch(() => null), left]);
}

function recordedAfter(entries: readonly JournalEntry[], after: number) {
  return entries.slice(after).map(({ at, event }, place) => ({ seq: after + place + 1, at, event }));
}

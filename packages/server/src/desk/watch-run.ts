import type { LiveRun, NumberedEvent } from "@hugginggpt/runtime";
import type { JournalEntry } from "@hugginggpt/shared";
import type { RunDesk } from "./run-desk.js";

/** What the events of a run are read from. */
export interface WatchParts {
  readonly desk: Pick<RunDesk, "started">;
  /** The recorded entries of a run, in order. */
  readonly entries: (run: string) => Promise<readonly JournalEntry[]>;
  /** Those that were read a moment ago. */
  readonly known?: readonly JournalEntry[];
}

/**
 * Yields the events of a run after a number, until it ends or the listener leaves: first the recorded ones, then new
 * ones. Waits for a queued run. For a run at rest there is only the record.
 */
export async function* watchRun(
  run: string,
  after: number,
  gone: AbortSignal,
  { desk, entries, known }: WatchParts,
): AsyncGenerator<NumberedEvent, void, void> {
  const here = await desk.started(run);
  // A run that is not worked on any more may have been when they were read.
  const recorded = (here && known) ?? (await entries(run));
  let seen = after;
  for (const one of recordedAfter(recorded, seen)) {
    if (gone.aborted) return;
    yield one;
    seen = one.seq;
  }
  const live = here && (await orGone(here.started, gone));
  if (!live) return;
  // What another turn of the run recorded meanwhile.
  for (const one of live.before > seen ? recordedAfter(await entries(run), seen) : []) {
    if (gone.aborted || one.seq > live.before) break;
    yield one;
    seen = one.seq;
  }
  for await (const one of live.events({ after: seen, signal: gone })) yield one;
}

/** Null if nobody listens any more, or the run cannot be worked on, which its report says. */
function orGone(started: Promise<LiveRun>, gone: AbortSignal): Promise<LiveRun | null> {
  const left = new Promise<null>((resolve) =>
    gone.addEventListener("abort", () => resolve(null), { once: true }),
  );
  return gone.aborted ? Promise.resolve(null) : Promise.race([started.catch(() => null), left]);
}

function recordedAfter(entries: readonly JournalEntry[], after: number) {
  return entries.slice(after).map(({ at, event }, place) => ({ seq: after + place + 1, at, event }));
}

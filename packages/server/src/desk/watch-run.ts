import type { LiveRun, NumberedEvent } from "@hugginggpt/runtime";
import type { JournalEntry } from "@hugginggpt/shared";
import type { RunDesk } from "./run-desk.js";

/** What the events of a run are read from. */
export interface WatchParts {
  readonly desk: RunDesk;
  /** The recorded entries of a run, in order. */
  readonly entries: (run: string) => Promise<readonly JournalEntry[]>;
}

/**
 * Gives the events of a run that come after a number, until its end or until nobody listens: first those that are recorded,
 * then those that happen. A run that waits in the queue is waited for. Of one that is at rest there is only the record.
 */
export async function* watchRun(
  run: string,
  after: number,
  gone: AbortSignal,
  { desk, entries }: WatchParts,
): AsyncGenerator<NumberedEvent, void, void> {
  const here = await desk.started(run);
  let seen = after;
  for (const { seq, ...entry } of recordedAfter(await entries(run), after)) {
    if (gone.aborted) return;
    yield { seq, ...entry };
    seen = seq;
  }
  const live = here && (await orGone(here.started, gone));
  if (!live) return;
  yield* live.events({ after: seen, signal: gone });
}

/** Null where nobody listens any more, or the run cannot be worked on, which its report says. */
function orGone(started: Promise<LiveRun>, gone: AbortSignal): Promise<LiveRun | null> {
  const left = new Promise<null>((resolve) =>
    gone.addEventListener("abort", () => resolve(null), { once: true }),
  );
  return gone.aborted ? Promise.resolve(null) : Promise.race([started.catch(() => null), left]);
}

function recordedAfter(entries: readonly JournalEntry[], after: number) {
  return entries.map((entry, place) => ({ ...entry, seq: place + 1 })).slice(after);
}

import { type Clock, Fault } from "@hugginggpt/shared";
import type { Following, LiveRun, NumberedEvent } from "../run/live-run.js";
import type { Proposal } from "../run/run-input.js";
import type { RunStorage } from "./run-storage.js";

/** Yields the events of a run, as `Sessions.events` does. `live`: the run, if this process works on it. */
export async function* eventsOf(
  run: string,
  live: LiveRun | null,
  { storage, clock }: { readonly storage: RunStorage | undefined; readonly clock: Pick<Clock, "now"> },
  { after = 0, signal, isAwaited }: Following = {},
): AsyncGenerator<NumberedEvent, void, void> {
  let seen = after;
  for await (const one of live ? liveEvents(run, live, storage, { after, signal }) : []) {
    seen = one.seq ?? seen;
    yield one;
  }
  if (live && !storage?.runs.shared) return;
  // Another process works on the run, or has taken it over.
  let seq = 0;
  for await (const news of storage?.runs.follow(run, { signal, isAwaited }) ?? []) {
    if ("entry" in news) {
      seq++;
      if (seq > seen) yield { seq, ...news.entry };
    } else {
      // The process that publishes a proposal sends it unchanged.
      const proposal = news.proposal as Proposal;
      yield { seq: null, at: clock.now(), event: { type: "approval-wanted", proposal } };
    }
  }
  if (seq === 0 && !live && !signal?.aborted) throw new Fault("RUN_NOT_FOUND", `There is no run ${run}`);
}

/** Yields the events of a run that this process works on, including those of earlier processes. */
export async function* liveEvents(
  run: string,
  live: LiveRun,
  storage: { readonly runs: Pick<RunStorage["runs"], "entries"> } | undefined,
  { after = 0, signal }: Following,
): AsyncGenerator<NumberedEvent, void, void> {
  const { before } = live;
  const entries = after < before ? ((await storage?.runs.entries(run)) ?? []) : [];
  for (const [place, entry] of entries.slice(0, before).entries()) {
    if (signal?.aborted) return;
    if (place >= after) yield { seq: place + 1, ...entry };
  }
  yield* live.events({ after: Math.max(after, before), signal });
}

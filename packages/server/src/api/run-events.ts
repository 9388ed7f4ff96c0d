import { findRun, type LiveEvent, type NumberedEvent } from "@hugginggpt/runtime";
import type { Hono } from "hono";
import { eventStream, eventText } from "../answers/event-stream.js";
import { AFTER_A_PAUSE, Refusal } from "../answers/refusal.js";
import { watchRun } from "../desk/watch-run.js";
import type { GuardedEnv } from "../guard/access.js";
import type { ServerParts } from "../server-parts.js";

/**
 * Adds the stream of a run's events. `id` is the event's number in the run's record, so a client that reconnects with
 * `Last-Event-ID` (or `?after=`) misses nothing. If the run is not active and has no later events, the status is 204,
 * which ends an EventSource.
 */
export function addEventRoutes(app: Hono<GuardedEnv>, parts: ServerParts): void {
  const { desk, runtime, storage, clock, limits } = parts;
  let open = 0;
  app.get("/api/runs/:run/events", async (context) => {
    const { run, entries } = await findRun(storage.runs, context.req.param("run"));
    const after = afterOf(context.req.header("last-event-id") ?? context.req.query("after"), entries.length);
    // Another process, such as a command, may work on the run. Checked first, in case the run starts here meanwhile.
    const isClaimed = await storage.runs.isClaimed(run);
    const isHere = (await desk.stateOf(run)) !== null;
    const isElsewhere = isClaimed && !isHere;
    if (after >= entries.length && !isHere && !isElsewhere) return new Response(null, { status: 204 });
    if (open >= limits.streams)
      throw new Refusal("TOO_MANY", `${limits.streams} streams are open`, "Close some.", AFTER_A_PAUSE);
    open++;
    const watched = { desk, storage, known: entries };
    const items = (gone: AbortSignal) =>
      isElsewhere ? runtime.events(run, { after, signal: gone }) : watchRun(run, after, gone, watched);
    return eventStream({ items, textOf, clock, onEnd: () => void open-- });
  });
}

/** Anything that is not the number of an event starts from the first event. */
function afterOf(given: string | undefined, last: number): number {
  const after = /^\d{1,9}$/.test(given ?? "") ? Number(given) : 0;
  return after <= last ? after : 0;
}

/** Returns an event in the form of the stream. */
export function textOf({ seq, at, event }: NumberedEvent): string {
  return eventText({ ...withoutBytes(event), seq, at }, seq === null ? {} : { id: seq });
}

/** Leaves out a file's content, which has its own URL. */
function withoutBytes(event: LiveEvent): object {
  if (event.type !== "task-ended" || event.outcome.status !== "succeeded") return event;
  const { media, ...output } = event.outcome.output;
  if (!media) return event;
  const files = media.map(({ bytes: _bytes, ...file }) => file);
  return { ...event, outcome: { ...event.outcome, output: { ...output, media: files } } };
}

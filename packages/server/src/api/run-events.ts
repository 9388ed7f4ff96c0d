import { findRun, type NumberedEvent } from "@hugginggpt/runtime";
import type { Hono } from "hono";
import { eventStream, eventText } from "../answers/event-stream.js";
import { Refusal } from "../answers/refusal.js";
import { watchRun } from "../desk/watch-run.js";
import type { GuardedEnv } from "../guard/access.js";
import type { ServerParts } from "../server-parts.js";

/**
 * Adds the stream of a run's events: `id` is the event's number in the run's record, so that a client that comes back with
 * `Last-Event-ID` (or `?after=`) misses nothing. 204 where the run is at rest and there is nothing after that number, which
 * ends an EventSource.
 */
export function addEventRoutes(app: Hono<GuardedEnv>, parts: ServerParts): void {
  const { desk, storage, clock, limits } = parts;
  let open = 0;
  app.get("/api/runs/:run/events", async (context) => {
    const { run, entries } = await findRun(storage.runs, context.req.param("run"));
    const after = afterOf(context.req.header("last-event-id") ?? context.req.query("after"), entries.length);
    if (after >= entries.length && (await desk.stateOf(run)) === null)
      return new Response(null, { status: 204 });
    if (open >= limits.streams)
      throw new Refusal(429, "TOO_MANY", `${limits.streams} streams are open`, "Close some.", {
        "Retry-After": "10",
      });
    open++;
    async function* texts(gone: AbortSignal): AsyncGenerator<string, void, void> {
      const read = (id: string) => storage.runs.entries(id);
      for await (const event of watchRun(run, after, gone, { desk, entries: read })) yield textOf(event);
    }
    return eventStream({ texts, clock, onEnd: () => void open-- });
  });
}

/** What is no number of an event of the run begins from the first one. */
function afterOf(given: string | undefined, last: number): number {
  const after = /^\d{1,9}$/.test(given ?? "") ? Number(given) : 0;
  return after <= last ? after : 0;
}

function textOf({ seq, at, event }: NumberedEvent): string {
  return eventText({ ...event, seq, at }, seq === null ? {} : { id: seq });
}

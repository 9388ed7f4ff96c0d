import type { JournalEntry, RunEvent } from "@hugginggpt/shared";
import { z } from "zod";
import { eventProblem } from "./event-schema.js";

/** The last moment that a date can name, in milliseconds. */
const LAST = 8.64e15;
const SHAPE = z.object({ at: z.number(), event: z.looseObject({ type: z.string() }) });
const ENTRY = z.object({ at: z.number().min(0).max(LAST), event: z.looseObject({ type: z.string() }) });

/** Returns an entry as one line of JSON, without its end; file contents are replaced by their size. */
export function encodeEntry({ at, event }: JournalEntry): string {
  return JSON.stringify({ at, event: withoutContent(event) });
}

/**
 * Returns the entry of a line; null for a torn, empty or foreign line. Files come back with empty content: their
 * bytes are where the outcome's artifacts say.
 * @throws Error where it is an entry whose event or time is not as this program writes it.
 */
export function decodeEntry(line: string): JournalEntry | null {
  const entry = parsed(line);
  if (!SHAPE.safeParse(entry).success) return null;
  const read = ENTRY.safeParse(entry);
  const problem = read.success ? eventProblem(read.data.event) : "its time is not valid";
  if (problem !== null) throw new Error(problem);
  // The event has been checked as far as its readers rely on it; the cast gives back the type that was written.
  return entry as JournalEntry;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line, revive);
  } catch {
    return null; // A line that a crash tore.
  }
}

/** Returns an event as plain data, as a journal holds it. */
export function withoutContent(event: RunEvent): unknown {
  if (event.type !== "task-ended" || event.outcome.status !== "succeeded") return event;
  const { media, ...output } = event.outcome.output;
  if (!media) return event;
  const files = media.map((file) => ({ ...file, bytes: { size: file.bytes.byteLength } }));
  return { ...event, outcome: { ...event.outcome, output: { ...output, media: files } } };
}

function revive(key: string, value: unknown): unknown {
  const emptied = key === "bytes" && typeof value === "object" && value !== null && "size" in value;
  return emptied ? new Uint8Array() : value;
}

import type { JournalEntry, RunEvent } from "@hugginggpt/shared";
import { z } from "zod";

const ENTRY = z.object({ at: z.number(), event: z.looseObject({ type: z.string() }) });

/** Returns an entry as one line of JSON, without its end; file contents are replaced by their size. */
export function encodeEntry({ at, event }: JournalEntry): string {
  return JSON.stringify({ at, event: withoutContent(event) });
}

/**
 * Returns the entry of a line; null for a torn, empty or foreign line. Files come back with empty content: their
 * bytes are where the outcome's artifacts say.
 */
export function decodeEntry(line: string): JournalEntry | null {
  if (line.trim() === "") return null;
  try {
    const entry: unknown = JSON.parse(line, revive);
    // The journal is written by `encodeEntry` only; the cast gives back the type that it was given.
    return ENTRY.safeParse(entry).success ? (entry as JournalEntry) : null;
  } catch {
    return null;
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

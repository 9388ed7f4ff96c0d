import type { RunEvent } from "@hugginggpt/shared";
import { z } from "zod";

const ANY_EVENT = z.looseObject({ type: z.string() });

/** Returns an event as one line of JSON; file contents are replaced by their size. */
export function encodeEvent(event: RunEvent): string {
  if (event.type !== "task-ended" || event.outcome.status !== "succeeded") return JSON.stringify(event);
  const { media, ...output } = event.outcome.output;
  if (!media) return JSON.stringify(event);
  const files = media.map((file) => ({ ...file, bytes: { size: file.bytes.byteLength } }));
  return JSON.stringify({ ...event, outcome: { ...event.outcome, output: { ...output, media: files } } });
}

/**
 * Returns the event of a line; null for a torn, empty or foreign line. Files come back with empty content: their
 * bytes are where the outcome's artifacts say.
 */
export function decodeEvent(line: string): RunEvent | null {
  if (line.trim() === "") return null;
  try {
    const event: unknown = JSON.parse(line, revive);
    // The journal is written by `encodeEvent` only; the cast gives back the type that it was given.
    return ANY_EVENT.safeParse(event).success ? (event as RunEvent) : null;
  } catch {
    return null;
  }
}

function revive(key: string, value: unknown): unknown {
  const emptied = key === "bytes" && typeof value === "object" && value !== null && "size" in value;
  return emptied ? new Uint8Array() : value;
}

import { type JournalEntry, type RunEvent, redact } from "@hugginggpt/shared";

/** Returns an entry as one line of JSON, without its end; file contents are replaced by their size. */
export function encodeEntry({ at, event }: JournalEntry): string {
  return JSON.stringify({ at, event: withoutContent(event) });
}

/** Returns what encodes entries with `[redacted]` in place of secrets. */
export function lineEncoder(secrets: readonly string[]): (entry: JournalEntry) => string {
  const hidden = secrets.filter((secret) => secret.length >= 4);
  return (entry) => {
    const line = encodeEntry(entry);
    return hidden.some((secret) => line.includes(secret)) ? redact(line, hidden) : line;
  };
}

/** Returns an event as plain data, as a journal holds it. */
export function withoutContent(event: RunEvent): unknown {
  if (event.type !== "task-ended" || event.outcome.status !== "succeeded") return event;
  const { media, ...output } = event.outcome.output;
  if (!media) return event;
  const files = media.map((file) => ({ ...file, bytes: { size: file.bytes.byteLength } }));
  return { ...event, outcome: { ...event.outcome, output: { ...output, media: files } } };
}

import type { WordKey } from "../i18n/en.js";

/** Reasons for having no microphone by the error's name (Media Capture and Streams, `getUserMedia`). */
const WHY: Readonly<Record<string, WordKey>> = {
  NotAllowedError: "microphoneRefused",
  SecurityError: "microphoneRefused",
  NotFoundError: "microphoneMissing",
  OverconstrainedError: "microphoneMissing",
  NotReadableError: "microphoneBusy",
  AbortError: "microphoneBusy",
};

/** Returns the words for a browser's error about the microphone; null for any other error. */
export function microphoneWords(error: unknown): WordKey | null {
  return error instanceof Error ? (WHY[error.name] ?? null) : null;
}

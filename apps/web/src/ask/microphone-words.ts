import type { WordKey } from "../i18n/en.js";

/** Why a browser gives no microphone (Media Capture and Streams, `getUserMedia`), and what can be done, by the error's name. */
const WHY: Readonly<Record<string, WordKey>> = {
  NotAllowedError: "microphoneRefused",
  SecurityError: "microphoneRefused",
  NotFoundError: "microphoneMissing",
  OverconstrainedError: "microphoneMissing",
  NotReadableError: "microphoneBusy",
  AbortError: "microphoneBusy",
};

/** Returns the words for what a browser said about its microphone; null for an error of another kind. */
export function microphoneWords(error: unknown): WordKey | null {
  return error instanceof Error ? (WHY[error.name] ?? null) : null;
}

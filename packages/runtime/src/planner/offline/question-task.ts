import type { TaskId } from "@hugginggpt/shared";
import type { Medium } from "./mask-request.js";

const DOCUMENT =
  /\b(?:documents?|invoices?|receipts?|forms?|contracts?|pages?|bills?|statements?|menus?|certificates?|pdf)\b/i;

/**
 * Returns the task that answers a question about one of the given media: a picture before a table, a video, a recording
 * and a text. `words` are the clause and what was said before it. Null where there is nothing to ask about.
 */
export function questionTask(words: string, about: ReadonlySet<Medium>): TaskId | null {
  if (about.has("image"))
    return DOCUMENT.test(words) ? "document-question-answering" : "visual-question-answering";
  if (about.has("table")) return "table-question-answering";
  if (about.has("video")) return "video-text-to-text";
  if (about.has("audio")) return "audio-text-to-text";
  return about.has("text") ? "question-answering" : null;
}

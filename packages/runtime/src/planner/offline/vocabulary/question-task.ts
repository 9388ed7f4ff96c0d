import type { TaskId } from "@hugginggpt/shared";
import type { Medium } from "../request/mask-request.js";

const DOCUMENT =
  /\b(?:documents?|invoices?|receipts?|forms?|contracts?|agreements?|pages?|bills?|statements?|menus?|certificates?|letters?|flyers?|brochures?|scans?|scanned|pdf|charts?|graphs?|infographics?|posters?|diagrams?|slides?|reports?|tickets?|orders?|due|pay|owe|deadline|total|subtotal|amounts?|vat|(?:account|invoice|order|phone) number)\b/i;
const PICTURE = /\b(?:pictures?|photos?|photographs?)\b/i;

/**
 * Returns the task that answers a question about one of the given media: a picture before a table, a video, a recording
 * and a text. `clause` asks it; `context` is what was said before, and tells a document from another picture where the
 * clause does not. Null if there is nothing to ask about.
 */
export function questionTask(clause: string, context: string, about: ReadonlySet<Medium>): TaskId | null {
  if (about.has("image")) {
    const isDocument = DOCUMENT.test(clause) || (DOCUMENT.test(context) && !PICTURE.test(clause));
    return isDocument ? "document-question-answering" : "visual-question-answering";
  }
  if (about.has("table")) return "table-question-answering";
  if (about.has("video")) return "video-text-to-text";
  if (about.has("audio")) return "audio-text-to-text";
  return about.has("text") ? "question-answering" : null;
}

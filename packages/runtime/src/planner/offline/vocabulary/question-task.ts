import type { TaskId } from "@hugginggpt/shared";
import type { Medium } from "../request/mask-request.js";

const DOCUMENT =
  /\b(?:documents?|invoices?|receipts?|forms?|contracts?|agreements?|pages?|bills?|statements?|menus?|certificates?|letters?|flyers?|brochures?|scans?|scanned|pdf|charts?|graphs?|infographics?|posters?|diagrams?|slides?|reports?|tickets?|orders?|leases?|deposits?|rent|tenants?|landlords?|signed|signatures?|polic(?:y|ies)|passports?|payslips?|cheques?|prescriptions?|vouchers?|timetables?|warrant(?:y|ies)|expir\w+|valid (?:until|till)|iban|due|pay|owe|deadline|total|subtotal|amounts?|vat|(?:account|invoice|order|phone) number)\b/i;
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

/** "Is there a cat in the photo?", "照片里有猫吗" */
const THERE =
  /\b(?:is|are) there (?:an?|any|some) (.+?)(?:\s+(?:in|on|at|here|visible)\b|,|\?|$)|有(?:没有)?(?:一?[只个條条輛辆匹台])?(.{1,8}?)(?:吗|嗎|么|[？?]|$)/i;

/** Returns what a question asks for whether it is there ("is there a red cat in it?"); null for other questions. */
export function thingAskedFor(words: string): string | null {
  const [, english, chinese] = THERE.exec(words) ?? [];
  return english ?? chinese ?? null;
}

/** "Is there a cat? Where?" */
const WHERE =
  /^(?:(?:and|so|exactly|it|in) )*where(?: exactly| precisely)?(?: (?:is|are)(?: (?:it|he|she|they|that|those|the))?)?\W*$/i;

/** Returns whether a question asks where something is that was spoken of before. */
export function asksWhere(question: string): boolean {
  return WHERE.test(question);
}

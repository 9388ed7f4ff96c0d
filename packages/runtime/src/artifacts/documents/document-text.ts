import { readableText } from "@hugginggpt/shared";
import { unreadable } from "../input-fault.js";
import { type DocumentText, readPdf } from "./read-pdf.js";

/** PDF readers look for the file's mark in this many bytes. */
const PDF_HEAD = 1_024;
const RTF_HEAD = 16;

/**
 * Returns the text of a PDF or an RTF document; null for everything else.
 * @throws Fault INPUT_UNREADABLE if it has no text, and as `readPdf`.
 */
export async function documentText(given: string, bytes: Uint8Array): Promise<DocumentText | null> {
  const head = Buffer.from(bytes.subarray(0, PDF_HEAD)).toString("latin1");
  if (isPdf(head)) return readPdf(given, bytes);
  if (!/^\s*\{\\rtf\d?/.test(head.slice(0, RTF_HEAD))) return null;
  const { rtfProse } = await import("@hugginggpt/shared/prose");
  const text = rtfProse(Buffer.from(bytes).toString("latin1"));
  if (text === "")
    throw unreadable(given, "it is RTF without text", "Give what it shows as a picture, or its text.");
  return { text, note: null };
}

/** A text may contain the mark. In a PDF there is no text before it. */
function isPdf(head: string): boolean {
  const at = head.indexOf("%PDF-");
  return (
    at >= 0 && (head.slice(0, at).trim() === "" || readableText(Buffer.from(head, "latin1")).text === null)
  );
}

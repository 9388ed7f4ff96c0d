import { inThread } from "@hugginggpt/shared/threads";
import { tooLarge, unreadable } from "../input-fault.js";
import type { PdfAnswer, PdfJob } from "./pdf-worker.js";

const MAX_PAGES = 2_000;
const MAX_CHARACTERS = 2_000_000;
const LIMITS = { ms: 60_000, heapMb: 512, growthMb: 1_024 };
/** Most pages that are named. */
const NAMED = 8;

/** A document's text, and what of it could not be read. */
export interface DocumentText {
  readonly text: string;
  readonly note: string | null;
}

/**
 * Returns the text layer of a PDF, page by page, with an empty line between paragraphs and pages; the note lists pages
 * that are pictures, and says if only a part was read (2,000 pages, 2 million characters). It is read in a separate
 * thread; scripts and links in it are ignored.
 * @throws Fault INPUT_UNREADABLE for a PDF that is encrypted, damaged, or all pictures; INPUT_TOO_LARGE if reading
 * takes more than a minute or a gigabyte.
 */
export async function readPdf(given: string, bytes: Uint8Array): Promise<DocumentText> {
  const job: PdfJob = { bytes, maxPages: MAX_PAGES, maxCharacters: MAX_CHARACTERS };
  const answer = await inThread<PdfAnswer>(new URL("./pdf-worker.js", import.meta.url), job, LIMITS);
  if (answer === "time" || answer === "memory")
    throw tooLarge(given, `reading it as a PDF takes too much ${answer}`);
  if (answer === "crash" || ("problem" in answer && answer.problem === "damaged"))
    throw unreadable(given, "it is a damaged PDF", "Copy or download it again, or save its text.");
  if ("problem" in answer)
    throw unreadable(given, "it is a PDF with a password", "Save a copy without the password and give that.");
  const { pages, of } = answer;
  const said = pages.filter((text) => text !== "");
  if (said.length === 0)
    throw unreadable(
      given,
      "it is a PDF without text: its pages are pictures",
      "Save its pages as PNG or JPEG and give those.",
    );
  const text = said.join("\n\n").slice(0, MAX_CHARACTERS);
  return { text, note: noteOf(pages, of) };
}

function noteOf(pages: readonly string[], of: number): string | null {
  const pictures = pages.flatMap((text, i) => (text === "" ? [i + 1] : []));
  const named = `${pictures.slice(0, NAMED).join(", ")}${pictures.length > NAMED ? " ..." : ""}`;
  const parts = [
    ...(pages.length < of ? [`only its first ${pages.length} of ${of} pages are read`] : []),
    ...(pictures.length > 0
      ? [`no text was found on page${pictures.length > 1 ? "s" : ""} ${named}: pictures, or empty`]
      : []),
  ];
  return parts.length > 0 ? parts.join("; ") : null;
}

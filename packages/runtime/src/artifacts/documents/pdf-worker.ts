import { parentPort, workerData } from "node:worker_threads";
import { getDocumentProxy } from "unpdf";
import { type PagePiece, pageText } from "./pdf-lines.js";

/** The thread's job. */
export interface PdfJob {
  readonly bytes: Uint8Array;
  readonly maxPages: number;
  readonly maxCharacters: number;
}

/** The thread's answer. */
export type PdfAnswer =
  | {
      /** The text of each page that was read, from the first; empty if the page is a picture. */
      readonly pages: readonly string[];
      /** How many pages there are. */
      readonly of: number;
    }
  | { readonly problem: "encrypted" | "damaged" };

async function read({ bytes, maxPages, maxCharacters }: PdfJob): Promise<PdfAnswer> {
  try {
    const document = await getDocumentProxy(bytes, { isEvalSupported: false, stopAtErrors: false });
    const pages: string[] = [];
    let characters = 0;
    for (let n = 1; n <= document.numPages && n <= maxPages && characters <= maxCharacters; n++) {
      const page = await document.getPage(n);
      const { items } = await page.getTextContent();
      const text = pageText(items.filter((item): item is typeof item & PagePiece => "str" in item));
      characters += text.length;
      pages.push(text);
    }
    return { pages, of: document.numPages };
  } catch (error) {
    const isLocked = error instanceof Error && error.name === "PasswordException";
    return { problem: isLocked ? "encrypted" : "damaged" };
  }
}

// Only `read-pdf.ts` starts this thread, with a job.
parentPort?.postMessage(await read(workerData as PdfJob));

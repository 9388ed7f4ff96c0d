import { basename, extname } from "node:path";
import { Fault, mediaExcess, mediaTypeOf, type UserFile } from "@hugginggpt/shared";
import { looksLikeTable } from "@hugginggpt/shared/tables";

/** Media types of text by the name's extension; the content has been checked to be text before. */
const TEXT_TYPES: Readonly<Record<string, string>> = {
  ".csv": "text/csv",
  ".tsv": "text/tab-separated-values",
  ".json": "application/json",
  ".jsonl": "application/jsonl",
  ".md": "text/markdown",
  ".html": "text/html",
  ".htm": "text/html",
};
const TABLES: ReadonlySet<string> = new Set(["text/csv", "text/tab-separated-values"]);
/** What a user can do about a file that no task takes. */
export const USABLE =
  "Give a picture (PNG, JPEG, WebP), a recording, a video, a 3D file, a CSV table or UTF-8 text.";

/** How much of a text is looked at to see what it is, in characters. */
const HEAD = 16_384;

/**
 * Returns bytes that a user gave as a file with a handle: what it is is decided by its content, a table by its name too.
 * `given` is the path or address as it was given; its last part is the name.
 * @throws Fault INPUT_TOO_LARGE for a picture of more than 100 million pixels or 2,000 frames and for media of more than
 * a day; INPUT_UNREADABLE for an empty file, an SVG picture, text that is not UTF-8, and formats that no task takes.
 */
export async function userFileOf(given: string, bytes: Uint8Array, handle: number): Promise<UserFile> {
  if (bytes.byteLength === 0) throw unreadable(given, "it is empty", USABLE);
  const name = basename(given);
  const media = await mediaTypeOf(bytes);
  if (media) {
    const excess = await mediaExcess(bytes, media);
    if (excess) throw tooLarge(given, excess);
    return { handle, given, name, type: media.kind, mediaType: media.mediaType, bytes };
  }
  const mediaType = textType(given, bytes);
  return { handle, given, name, type: isTable(mediaType, bytes) ? "table" : "text", mediaType, bytes };
}

/** A table by its name, or JSON that is one by its content. */
function isTable(mediaType: string, bytes: Uint8Array): boolean {
  if (TABLES.has(mediaType)) return true;
  return mediaType === "application/json" && looksLikeTable(new TextDecoder().decode(bytes));
}

/** Returns the fault for a file that is too large, in whatever respect. */
export function tooLarge(given: string, came: string): Fault {
  return new Fault("INPUT_TOO_LARGE", `${given} is too large: ${came}`, {
    came,
    next: "Give a shorter or smaller file.",
  });
}

/** Returns the fault for a file that cannot be used, with why and what to do. */
export function unreadable(path: string, came: string, next: string, cause?: unknown): Fault {
  return new Fault("INPUT_UNREADABLE", `Cannot use ${path}: ${came}`, {
    wanted: "a file that a task can take",
    came,
    next,
    cause,
  });
}

function textType(path: string, bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw unreadable(path, "it is neither UTF-8 text nor a known kind of media", USABLE, error);
  }
  if (text.includes("\0")) throw unreadable(path, "it is binary and of no known kind", USABLE);
  if (isSvg(text) || extname(path).toLowerCase() === ".svg")
    throw unreadable(path, "it is an SVG drawing, which can hold scripts", "Save it as PNG and give that.");
  if (text.startsWith("%PDF-"))
    throw unreadable(path, "it is a PDF", "Save its text or its pages as pictures.");
  return TEXT_TYPES[extname(path).toLowerCase()] ?? "text/plain";
}

/** Whether the first element of a document is `svg`; what may stand before it is skipped. */
function isSvg(text: string): boolean {
  let rest = text.slice(0, HEAD).replace(/^\ufeff/, "");
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest
      .trimStart()
      .replace(/^<\?[\s\S]*?\?>/, "")
      .replace(/^<!--[\s\S]*?-->/, "")
      .replace(/^<!DOCTYPE[^>[]*(?:\[[\s\S]*?\]\s*)?>/i, "");
  }
  return /^<(?:[\w-]+:)?svg[\s/>]/i.test(rest);
}

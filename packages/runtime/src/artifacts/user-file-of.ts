import { isUtf8 } from "node:buffer";
import { basename, extname } from "node:path";
import {
  type Fault,
  mediaExcess,
  mediaTypeOf,
  readableText,
  type SoundFacts,
  type UserFile,
} from "@hugginggpt/shared";
import { looksLikeTable } from "@hugginggpt/shared/tables";
import { documentText } from "./documents/document-text.js";
import { tooLarge, unreadable } from "./input-fault.js";

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
/** Documents of office programs, and as what to save them. */
const OFFICE: Readonly<Record<string, string>> = {
  ...{ ".doc": "PDF", ".docx": "PDF", ".odt": "PDF", ".pages": "PDF" },
  ...{ ".ppt": "PDF", ".pptx": "PDF", ".odp": "PDF", ".key": "PDF" },
  ...{ ".xls": "CSV", ".xlsx": "CSV", ".ods": "CSV", ".numbers": "CSV" },
};
/** What a user can give instead of a file that no task takes. */
export const USABLE =
  "Give a picture (PNG, JPEG, WebP), a recording, a video, a 3D file, a CSV table, a PDF, RTF or text (UTF-8).";

/** How much of a text is examined to see what it is, in characters. */
const HEAD = 16_384;

/**
 * Returns bytes given by a user as a file with a handle: its content decides its type, for a table also its name.
 * `given` is the path or address; its last part is the name. A text is kept as plain UTF-8, likewise the text of a PDF,
 * RTF, web page or subtitles; tables keep their form.
 * @throws Fault INPUT_TOO_LARGE for a picture of more than 100 million pixels or 2,000 frames and for media of more
 * than a day; INPUT_UNREADABLE for an empty file, a recording without sound, an SVG picture, an unreadable PDF, text in
 * another encoding than UTF-8 and UTF-16, and formats that no task takes.
 */
export async function userFileOf(given: string, bytes: Uint8Array, handle: number): Promise<UserFile> {
  if (bytes.byteLength === 0) throw unreadable(given, "it is empty", USABLE);
  const name = basename(given);
  const media = await mediaTypeOf(bytes);
  if (media) {
    const excess = await mediaExcess(bytes, media);
    if (excess) throw tooLarge(given, excess);
    const { kind: type, mediaType } = media;
    const sound = type === "audio" ? await soundFacts(given, bytes, mediaType) : null;
    return { handle, given, name, type, mediaType, bytes, ...(sound ? { sound } : {}) };
  }
  const document = await documentText(given, bytes);
  if (document)
    return { ...textFile(given, document.text, handle), ...(document.note ? { note: document.note } : {}) };
  const { text, encoding } = readableText(bytes);
  if (text === null) throw unknown(given, bytes, encoding);
  const mediaType = textType(given, text);
  if (isTable(mediaType, text)) return { ...textFile(given, text, handle), type: "table", mediaType };
  const { proseOf } = await import("@hugginggpt/shared/prose");
  const prose = await proseOf(text, mediaType);
  return { ...textFile(given, prose, handle), mediaType: prose === text ? mediaType : "text/plain" };
}

function textFile(given: string, text: string, handle: number): UserFile {
  const bytes = new TextEncoder().encode(text);
  return { handle, given, name: basename(given), type: "text", mediaType: "text/plain", bytes };
}

/** Null if its format cannot be decoded here; a model may know it. */
async function soundFacts(given: string, bytes: Uint8Array, mediaType: string): Promise<SoundFacts | null> {
  const { hearSound } = await import("@hugginggpt/shared/sound");
  const found = await hearSound({ bytes, mediaType });
  if (found === null || ("problem" in found && found.problem !== "damaged")) return null;
  const next = "Copy or download it again, or save it anew as WAV or MP3.";
  if ("problem" in found) throw unreadable(given, "it is damaged: no sound in it can be decoded", next);
  if (found.lack === "empty")
    throw unreadable(given, "it has no sound", "Give a recording in which something is heard.");
  return found;
}

/** A table by its name, or JSON that is one by its content. */
function isTable(mediaType: string, text: string): boolean {
  if (TABLES.has(mediaType)) return true;
  return mediaType === "application/json" && looksLikeTable(text);
}

/** The name's type of a text, once it has been checked to be one that a task can take. */
function textType(path: string, text: string): string {
  if (isSvg(text) || extname(path).toLowerCase() === ".svg")
    throw unreadable(path, "it is an SVG drawing, which can hold scripts", "Save it as PNG and give that.");
  return TEXT_TYPES[extname(path).toLowerCase()] ?? "text/plain";
}

/** Returns the fault for a file that is neither media nor text that can be read, by what it seems to be. */
function unknown(path: string, bytes: Uint8Array, encoding: string | null): Fault {
  const better = OFFICE[extname(path).toLowerCase()];
  if (better)
    return unreadable(path, "it is a document of an office program", `Save it as ${better} and give that.`);
  if (encoding === null) {
    const came = isUtf8(bytes)
      ? "it is binary and of no known kind"
      : "it is neither UTF-8 text nor a known kind of media";
    return unreadable(path, came, USABLE);
  }
  const next = `Save it as UTF-8 in an editor, or convert it: iconv -f ${encoding} -t UTF-8 OLD > NEW`;
  return unreadable(
    path,
    `it seems to be text in another encoding (${encoding}), not in UTF-8 or UTF-16`,
    next,
  );
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

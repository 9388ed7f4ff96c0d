import { type FileHandle, open } from "node:fs/promises";
import { basename, extname } from "node:path";
import { Fault, mediaTypeOf, type UserFile } from "@hugginggpt/shared";

/** A user's file at most: 50 MiB. */
export const MAX_USER_FILE_BYTES = 50 * 1024 * 1024;

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
const USABLE =
  "Give a picture (PNG, JPEG, WebP), a recording, a video, a 3D file, a CSV table or UTF-8 text.";

/**
 * Reads a file that the user gave; what it is is decided by its content, a table by its name too.
 * @throws Fault INPUT_TOO_LARGE above 50 MiB; INPUT_UNREADABLE for a missing, forbidden or empty file, a directory or
 * device, an SVG picture, text that is not UTF-8, and formats that no task takes.
 */
export async function readUserFile(path: string, handle: number): Promise<UserFile> {
  const bytes = await readBytes(path);
  const name = basename(path);
  const media = await mediaTypeOf(bytes);
  if (media) return { handle, given: path, name, type: media.kind, mediaType: media.mediaType, bytes };
  const mediaType = textType(path, bytes);
  return { handle, given: path, name, type: TABLES.has(mediaType) ? "table" : "text", mediaType, bytes };
}

async function readBytes(path: string): Promise<Uint8Array> {
  const file = await open(path, "r").catch((error) => {
    throw unreadable(path, reasonOf(error), "Check the path and its permissions.", error);
  });
  try {
    return await readWhole(path, file);
  } finally {
    await file.close();
  }
}

async function readWhole(path: string, file: FileHandle): Promise<Uint8Array> {
  const found = await file.stat();
  if (found.isDirectory()) throw unreadable(path, "it is a directory", "Name the files in it one by one.");
  if (!found.isFile()) throw unreadable(path, "it is no regular file", "Copy its content to a file.");
  if (found.size > MAX_USER_FILE_BYTES) {
    throw new Fault("INPUT_TOO_LARGE", `${path} is too large`, {
      wanted: `at most ${MAX_USER_FILE_BYTES} bytes`,
      came: `${found.size} bytes`,
      next: "Give a shorter or smaller file.",
    });
  }
  const bytes = await file.readFile().catch((error) => {
    throw unreadable(path, reasonOf(error), "Check the disk and the file's permissions.", error);
  });
  if (bytes.byteLength === 0) throw unreadable(path, "it is empty", USABLE);
  return bytes;
}

function textType(path: string, bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw unreadable(path, "it is neither UTF-8 text nor a known kind of media", USABLE, error);
  }
  if (text.includes("\0")) throw unreadable(path, "it is binary and of no known kind", USABLE);
  if (/^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]{0,2000}?-->\s*)*(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i.test(text)) {
    throw unreadable(path, "it is an SVG drawing, which can hold scripts", "Save it as PNG and give that.");
  }
  if (text.startsWith("%PDF-"))
    throw unreadable(path, "it is a PDF", "Save its text or its pages as pictures.");
  return TEXT_TYPES[extname(path).toLowerCase()] ?? "text/plain";
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "ENOENT" || code === "ENOTDIR") return "there is no such file";
  if (code === "EACCES" || code === "EPERM") return "reading it is not allowed";
  if (code === "EISDIR") return "it is a directory";
  return error instanceof Error ? error.message : String(error);
}

function unreadable(path: string, came: string, next: string, cause?: unknown): Fault {
  return new Fault("INPUT_UNREADABLE", `Cannot use ${path}: ${came}`, {
    wanted: "a file that a task can take",
    came,
    next,
    cause,
  });
}

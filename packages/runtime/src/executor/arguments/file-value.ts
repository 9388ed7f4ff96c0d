import { type MediaKind, mediaTypeOf, type UserFile } from "@hugginggpt/shared";
import { tableFromText } from "@hugginggpt/shared/tables";
import type { Resolved } from "./wanted-argument.js";

/** Returns a user's file as media of a kind; a video can stand where a recording is wanted. */
export async function fileMedia(file: UserFile, kind: MediaKind): Promise<Resolved> {
  const found = await mediaTypeOf(file.bytes);
  const fits = found && (found.kind === kind || (kind === "audio" && found.kind === "video"));
  if (!fits) return { problem: `${file.name} is ${article(file.type)}, and ${article(kind)} is needed` };
  const { mediaType } = found;
  const { bytes, name, sound } = file;
  return { values: [{ kind: found.kind, bytes, mediaType, name, ...(sound ? { sound } : {}) }] };
}

/** Returns the text in a user's file, which must be UTF-8; a byte order mark is left out. */
export function fileText(file: UserFile): Resolved {
  if (file.type !== "text" && file.type !== "table")
    return { problem: `${file.name} is ${article(file.type)}, and text is needed` };
  const text = utf8(file.bytes);
  if (text === null) return { problem: `${file.name} is not UTF-8 text` };
  if (text.trim() === "") return { problem: `${file.name} is empty` };
  return { values: [text] };
}

/** Returns a user's CSV, tab-separated or JSON file, or other text with a table, as a table (see `tableFromText`). */
export function fileTable(file: UserFile): Resolved {
  const text = file.type === "table" || file.type === "text" ? utf8(file.bytes) : null;
  if (text === null) return { problem: `${file.name} is not a table in UTF-8 text` };
  const reading = tableFromText(text);
  return "table" in reading ? { values: [reading.table] } : { problem: `${file.name} ${reading.problem}` };
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function article(type: string): string {
  if (type === "text") return "text";
  return /^[aeiou]/.test(type) ? `an ${type} file` : `a ${type} file`;
}

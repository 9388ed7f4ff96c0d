import { type MediaKind, mediaTypeOf, type Table, type UserFile } from "@hugginggpt/shared";
import { parse } from "csv-parse/sync";
import type { Resolved } from "./resolve-args.js";

const MAX_ROWS = 100_000;

/** Returns a user's file as media of a kind; a video can stand where a recording is wanted. */
export async function fileMedia(file: UserFile, kind: MediaKind): Promise<Resolved> {
  const found = await mediaTypeOf(file.bytes);
  const fits = found && (found.kind === kind || (kind === "audio" && found.kind === "video"));
  if (!fits) return { problem: `${file.name} is ${article(file.type)}, and ${article(kind)} is needed` };
  const { mediaType } = found;
  return { values: [{ kind: found.kind, bytes: file.bytes, mediaType, name: file.name }] };
}

/** Returns the text in a user's file, which must be UTF-8; a byte order mark is left out. */
export function fileText(file: UserFile): Resolved {
  if (file.type !== "text" && file.type !== "table")
    return { problem: `${file.name} is ${article(file.type)}, and text is needed` };
  const text = utf8(file.bytes);
  if (text === null) return { problem: `${file.name} is no UTF-8 text` };
  return text.trim() === "" ? { problem: `${file.name} is empty` } : { values: [text] };
}

/**
 * Returns a user's CSV or tab-separated file as a table; the first line names the columns. Missing cells are empty;
 * columns without a name are called by their number; of columns with the same name the later ones get a number.
 */
export function fileTable(file: UserFile): Resolved {
  const text = file.type === "table" || file.type === "text" ? utf8(file.bytes) : null;
  if (text === null) return { problem: `${file.name} is no table in UTF-8 text` };
  try {
    const rows: string[][] = parse(text, {
      delimiter: delimiterOf(text),
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      to: MAX_ROWS,
    });
    const [header, ...body] = rows;
    if (!header || body.length === 0) return { problem: `${file.name} has no rows under its header` };
    return { values: [columns(header, body)] };
  } catch (error) {
    return {
      problem: `${file.name} cannot be read as a table (${error instanceof Error ? error.message : "?"})`,
    };
  }
}

function columns(header: readonly string[], body: readonly (readonly string[])[]): Table {
  const table: Record<string, string[]> = {};
  for (const [i, title] of header.entries()) {
    let name = title || `column ${i + 1}`;
    for (let n = 2; Object.hasOwn(table, name); n++) name = `${title || "column"} ${n}`;
    Object.defineProperty(table, name, { value: body.map((row) => row[i] ?? ""), enumerable: true });
  }
  return table;
}

/** The separator that the first line holds most of. */
function delimiterOf(text: string): string {
  const [line = ""] = text.split(/\r?\n/, 1);
  const counts = [",", ";", "\t"].map((mark) => ({ mark, count: line.split(mark).length }));
  return counts.sort((a, b) => b.count - a.count)[0]?.mark ?? ",";
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

import { jsonrepair } from "jsonrepair";

/** A slice of text that begins with a bracket. */
export interface JsonSlice {
  readonly text: string;
  /** Offset in the text it was found in, in UTF-16 units. */
  readonly start: number;
  /** Whether every bracket is closed; only the last slice can be open, and it reaches to the end of the text. */
  readonly closed: boolean;
  /** Whether it is not closed because of a wrong or too deep bracket, not because the text ends. */
  readonly broken: boolean;
  /** Brackets that are open at its end, outermost first; empty when closed. */
  readonly open: string;
  /** Whether it ends inside a string. */
  readonly inString: boolean;
}

/** Deeper nesting ends a slice: no plan or choice needs it. */
const MAX_DEPTH = 64;
const MAX_SLICES = 64;

/**
 * Returns the outermost `{...}` and `[...]` stretches of a text, in order: where JSON may stand in prose. Brackets
 * inside strings do not count; a single quote opens a string only where a JSON value or key may begin. A bracket that
 * is never closed, closed by the wrong one or nested deeper than 64 gives one last slice that is not closed. At most
 * 64 slices.
 */
export function jsonSlices(text: string): JsonSlice[] {
  const slices: JsonSlice[] = [];
  let from = 0;
  while (slices.length < MAX_SLICES) {
    const start = indexOfBracket(text, from);
    if (start < 0) break;
    const slice = sliceAt(text, start);
    slices.push(slice);
    if (!slice.closed) break;
    from = start + slice.text.length;
  }
  return slices;
}

function indexOfBracket(text: string, from: number): number {
  const offset = text.slice(from).search(/[[{]/);
  return offset < 0 ? -1 : from + offset;
}

function sliceAt(text: string, start: number): JsonSlice {
  let open = "";
  let quote = "";
  let before = "";
  let broken = false;
  for (let i = start; i < text.length; i++) {
    const char = text[i] ?? "";
    if (quote) {
      if (char === "\\") i++;
      else if (char === quote) quote = "";
    } else if (char === '"' || (char === "'" && "{[,:".includes(before))) {
      quote = char;
    } else if (char === "{" || char === "[") {
      open += char;
      broken = open.length > MAX_DEPTH;
    } else if (char === "}" || char === "]") {
      broken = open.at(-1) !== (char === "}" ? "{" : "[");
      if (!broken) open = open.slice(0, -1);
      if (!open) return closedSlice(text.slice(start, i + 1), start);
    }
    if (broken) break;
    if (char.trim()) before = char;
  }
  return { text: text.slice(start), start, closed: false, broken, open, inString: quote !== "" };
}

function closedSlice(text: string, start: number): JsonSlice {
  return { text, start, closed: true, broken: false, open: "", inString: false };
}

/** Parses text that is almost JSON: trailing commas, single quotes, missing brackets; undefined for anything else. */
export function parseRepairedJson(text: string): unknown {
  try {
    return JSON.parse(jsonrepair(text));
  } catch {
    return undefined; // The caller reports what was wanted.
  }
}

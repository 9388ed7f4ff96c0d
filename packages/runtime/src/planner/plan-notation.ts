/** A piece of a string in a plan. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  /** The output of a task; null if no task is named (`<GENERATED>` alone). */
  | { readonly kind: "output"; readonly of: number | null }
  | { readonly kind: "file"; readonly handle: number };

// HuggingGPT's `<GENERATED>-0` and its relatives: `<GENERATED-0>`, `<GENERATED>0`, `<GENERATED> - 0`, `<node-0>`,
// `<resource-0>`; handles of files in the same forms.
const REFERENCE =
  /<\s*(GENERATED|node|resource|task|FILE)\s*(?:>\s*-?\s*(\d{1,9})|[-_\s]\s*(\d{1,9})\s*>|>)/gi;

/** Returns the notation of a task's output. */
export function outputReference(of: number): string {
  return `<GENERATED>-${of}`;
}

/** Returns the notation of a file's handle. */
export function fileReference(handle: number): string {
  return `<FILE>-${handle}`;
}

/**
 * Returns the pieces of a string in order: references, and the unchanged text between them. A string without
 * references, even an empty one, is one piece of text. `<FILE>` without a number is text.
 */
export function readNotation(value: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of value.matchAll(REFERENCE)) {
    const piece = pieceOf(match);
    if (!piece) continue;
    if (match.index > end) pieces.push({ kind: "text", text: value.slice(end, match.index) });
    pieces.push(piece);
    end = match.index + match[0].length;
  }
  if (end < value.length || pieces.length === 0) pieces.push({ kind: "text", text: value.slice(end) });
  return pieces;
}

function pieceOf(match: RegExpExecArray): Piece | null {
  const digits = match[2] ?? match[3];
  if (match[1]?.toUpperCase() !== "FILE") {
    return { kind: "output", of: digits === undefined ? null : Number(digits) };
  }
  return digits === undefined ? null : { kind: "file", handle: Number(digits) };
}

/** Returns the tasks whose outputs an argument refers to, also within lists. */
export function outputsIn(value: unknown): number[] {
  if (Array.isArray(value)) return value.flatMap(outputsIn);
  if (typeof value !== "string") return [];
  return readNotation(value).flatMap((piece) =>
    piece.kind === "output" && piece.of !== null ? [piece.of] : [],
  );
}

import { HIDDEN, printable } from "./printable.js";

/** The colours and weights of our own lines (ECMA-48 SGR); neither blinking nor concealed. */
const PAINT =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character begins every colour
  /(\u001b\[(?:[0123479]|2[23479]|[349][0-7]|[34]9|10[0-7])m)/;

/**
 * Returns text that is safe for a terminal. Colours stay; every other escape and every control, invisible and
 * direction-changing character is removed. This is the last guard before the screen.
 */
export function terminalText(text: string): string {
  return text
    .split(PAINT)
    .map((piece, i) => (i % 2 === 1 ? piece : printable(piece)))
    .join("");
}

/**
 * Returns a value as one line of JSON in which control, invisible and direction-changing characters are escaped: it
 * means the same, and a terminal shows it as it is.
 */
export function terminalJson(value: unknown): string {
  return JSON.stringify(value).replace(HIDDEN, (character) =>
    Array.from({ length: character.length }, (_, i) => escapeUnit(character.charCodeAt(i))).join(""),
  );
}

function escapeUnit(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}

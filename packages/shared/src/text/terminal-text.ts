import { printable } from "./printable.js";

/** The colours and weights that our own lines are painted with (ECMA-48 SGR); not blinking, not concealed. */
const PAINT =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character begins every colour
  /(\u001b\[(?:[0123479]|2[23479]|[349][0-7]|[34]9|10[0-7])m)/;

/**
 * Returns text as it may be written to a terminal: colours stay, every other escape, control, invisible and
 * direction-changing character is removed. The last guard before the screen, whatever a line was put together from.
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
  return JSON.stringify(value).replace(UNSHOWN, (character) =>
    Array.from({ length: character.length }, (_, i) => escapeUnit(character.charCodeAt(i))).join(""),
  );
}

/** What `JSON.stringify` leaves as it is; also the two line ends that only Unicode knows. */
const UNSHOWN =
  /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

function escapeUnit(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}

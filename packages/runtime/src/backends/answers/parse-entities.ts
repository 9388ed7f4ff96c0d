import type { Entity } from "@hugginggpt/shared";
import { isObject, numberOrNull, rowsOf, whole } from "./json-value.js";

interface Token {
  readonly tag: string;
  /** B begins a name, I continues one; null if the server has joined names already. */
  readonly position: "B" | "I" | null;
  readonly word: string;
  readonly score: number | null;
  readonly start: number | null;
  readonly end: number | null;
}

/**
 * Returns the entities of an answer in the order of the text; null if it is no list of them. Servers count code points,
 * the result counts UTF-16. Tokens that the server has not joined (`entity: "B-PER"`, `##` pieces) are joined here,
 * with the lowest of their scores. The text is cut from the input where offsets are given.
 */
export function parseEntities(json: unknown, input: string): Entity[] | null {
  if (json === null || json === undefined) return null;
  const tokens = whole(rowsOf(json).map(tokenOf));
  if (!tokens) return null;
  const offset = codePointOffsets(input);
  return join(tokens.filter((token) => token.tag !== "O")).map(({ tag, word, score, start, end }) => {
    const from = start === null ? null : offset(start);
    const to = end === null ? null : offset(end);
    const known = from !== null && to !== null && to > from;
    return {
      entity: tag,
      text: known ? input.slice(from, to) : withoutMarks(word),
      score,
      start: known ? from : null,
      end: known ? to : null,
    };
  });
}

/** Joins the pieces of a word: each begins with `##`, and a blank may stand before that. */
function withoutMarks(word: string): string {
  return word
    .split("##")
    .map((piece, i, pieces) => (i < pieces.length - 1 ? piece.trimEnd() : piece))
    .join("")
    .trim();
}

function tokenOf(row: unknown): Token | null {
  if (!isObject(row) || typeof row.word !== "string") return null;
  const grouped = typeof row.entity_group === "string" ? row.entity_group : null;
  const tag = grouped ?? (typeof row.entity === "string" ? row.entity : null);
  if (tag === null) return null;
  const match = grouped === null ? /^([BI])-(.+)$/.exec(tag) : null;
  return {
    tag: match?.[2] ?? tag,
    position: match?.[1] === "B" ? "B" : match?.[1] === "I" ? "I" : null,
    word: row.word,
    score: numberOrNull(row.score),
    start: numberOrNull(row.start),
    end: numberOrNull(row.end),
  };
}

function join(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    if (last && continues(last, token)) joined[joined.length - 1] = merge(last, token);
    else joined.push(token);
  }
  return joined;
}

function continues(last: Token, token: Token): boolean {
  if (last.position === null || token.position === null || last.tag !== token.tag) return false;
  const near = last.end === null || token.start === null || token.start - last.end <= 1;
  return near && (token.position === "I" || token.word.startsWith("##"));
}

function merge(last: Token, token: Token): Token {
  const glued = token.word.startsWith("##") || (last.end !== null && last.end === token.start);
  const scores = [last.score, token.score].filter((score) => score !== null);
  return {
    ...last,
    word: `${last.word}${glued ? "" : " "}${token.word.replace(/^##/, "")}`,
    score: scores.length > 0 ? Math.min(...scores) : null,
    end: token.end,
  };
}

/** Returns a function that turns a text's code point offsets into UTF-16 offsets. */
function codePointOffsets(text: string): (index: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (index) => index;
  const offsets: number[] = [];
  let at = 0;
  for (const character of text) {
    offsets.push(at);
    at += character.length;
  }
  return (index) => offsets[index] ?? at;
}

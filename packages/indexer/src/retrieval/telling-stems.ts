import { stemmer } from "stemmer";

/** Bounds the work on a hostile text. */
const MAX_WORDS = 400;
/** Stems of words that say nothing of a task. */
const STOP = new Set(
  "a an the of to in on for with from by and or is are it this that into as at be i we you my our your us".split(
    " ",
  ),
);

/** Words whose stem is remembered: requests for tasks share most of theirs. */
const MAX_REMEMBERED = 5_000;
const remembered = new Map<string, string>();

/** Returns the stems of a text's words, lower case, in order, at most 400. */
export function stemsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MAX_WORDS).map(stemOf);
}

/** Returns the different stems of a text that may tell a task, in order. */
export function tellingStems(text: string): string[] {
  return [...new Set(stemsOf(text))].filter((stem) => !STOP.has(stem));
}

function stemOf(word: string): string {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  const stem = stemmer(word);
  remembered.set(word, stem);
  return stem;
}

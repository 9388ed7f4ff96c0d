import { stemmer } from "stemmer";

/** Limits the work on a hostile text. */
const MAX_WORDS = 400;
const STOP_WORDS = new Set(
  "a an the of to in on for with from by and or is are it this that into as at be i we you my our your us".split(
    " ",
  ),
);

/** Returns the distinct stems of a text that may indicate a task. */
export function stemsOf(text: string): string[] {
  const words = (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MAX_WORDS);
  return [...new Set(words.filter((word) => !STOP_WORDS.has(word)).map((word) => stemmer(word)))];
}

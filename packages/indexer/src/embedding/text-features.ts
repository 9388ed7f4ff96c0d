import { stemmer } from "stemmer";

/** Words that say nothing of a model, in a text of any subject. */
const EMPTY_WORDS = new Set(
  (
    "a an and are as at be been but by can could do does for from had has have he her his how i if in into is it its " +
    "me more most my no not of on one or other our out she should so some such than that the their them then there " +
    "these they this those to too up us use used using very was we were what when where which while who will with " +
    "would you your"
  ).split(" "),
);
const MAX_WORD = 40;
/** Bounds the work on a hostile text; what is embedded is far shorter. */
const MAX_TEXT = 20_000;

/**
 * Returns the weighted features of a text: stems of its words, pairs of neighbouring stems, and the groups of 3 to 5
 * characters of its words. Empty for a text without letters and digits.
 */
export function textFeatures(text: string): Map<string, number> {
  const features = new Map<string, number>();
  const add = (name: string, weight: number) => features.set(name, (features.get(name) ?? 0) + weight);
  let previous = "";
  for (const word of wordsOf(text)) {
    const stem = stemmer(word);
    add(`w${stem}`, WORD);
    if (previous !== "") add(`p${previous} ${stem}`, PAIR);
    for (const gram of gramsOf(word)) add(`g${gram}`, GRAM);
    previous = stem;
  }
  return features;
}

// Relative weights, by recall on the development needs of the evaluation; a word has about a dozen groups.
const WORD = 1;
const PAIR = 0.4;
const GRAM = 0.12;

function wordsOf(text: string): string[] {
  const plain = text.slice(0, MAX_TEXT).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? [])
    .map((word) => word.slice(0, MAX_WORD))
    .filter((word) => !EMPTY_WORDS.has(word));
}

function gramsOf(word: string): string[] {
  const marked = `<${word}>`;
  const grams: string[] = [];
  for (let size = 3; size <= 5; size++) {
    for (let at = 0; at + size <= marked.length; at++) grams.push(marked.slice(at, at + size));
  }
  return grams;
}

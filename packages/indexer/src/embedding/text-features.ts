import { stemmer } from "stemmer";
import { FeatureSums } from "./feature-sums.js";

/** Words that say nothing about a model, whatever the subject. */
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
/** The most cached words, some 300 bytes each; then all are dropped. The texts of a registry share most words. */
const MAX_KNOWN = 100_000;

// Relative weights, chosen by recall on the development needs of the evaluation. A word has about a dozen groups.
const WORD = 1;
const PAIR = 0.4;
const GRAM = 0.12;

interface Word {
  readonly stem: string;
  /** Hashes of the stem, and of the groups of 3 to 5 characters in order. */
  readonly hash: number;
  readonly grams: Int32Array;
  /** The unfinished hash of a pair whose first word this is. */
  readonly asFirst: number;
}

const known = new Map<string, Word>();

/**
 * Returns the features of a text: hashes with weights, in the order of their first occurrence. Features are stems of
 * words, pairs of neighbouring stems, and groups of 3 to 5 characters of words. The weights of repeated ones add up. A
 * text without letters and digits has none.
 */
export function featuresOf(text: string): FeatureSums {
  const features = new FeatureSums();
  let previous: Word | null = null;
  for (const one of wordsOf(text)) {
    const word: Word = known.get(one) ?? learn(one);
    features.add(word.hash, WORD);
    if (previous !== null) features.add(mixed(hashFrom(previous.asFirst, word.stem)), PAIR);
    for (const gram of word.grams) features.add(gram, GRAM);
    previous = word;
  }
  return features;
}

function wordsOf(text: string): string[] {
  const plain = text.slice(0, MAX_TEXT).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? [])
    .map((word) => word.slice(0, MAX_WORD))
    .filter((word) => !EMPTY_WORDS.has(word));
}

function learn(text: string): Word {
  if (known.size >= MAX_KNOWN) known.clear();
  const stem = stemmer(text);
  const word = {
    stem,
    hash: featureHash(`w${stem}`),
    grams: Int32Array.from(gramsOf(text), (gram) => featureHash(`g${gram}`)),
    asFirst: hashFrom(OFFSET, `p${stem} `),
  };
  known.set(text, word);
  return word;
}

function gramsOf(word: string): string[] {
  const marked = `<${word}>`;
  const grams: string[] = [];
  for (let size = 3; size <= 5; size++) {
    for (let at = 0; at + size <= marked.length; at++) grams.push(marked.slice(at, at + size));
  }
  return grams;
}

/**
 * Returns the FNV-1a hash of a string's UTF-16 units, as a signed 32-bit number, mixed by MurmurHash3's finalizer so
 * that every bit depends on every unit. Sources: Fowler, Noll, Vo (RFC 9923); Appleby, MurmurHash3 (`fmix32`).
 */
function featureHash(text: string): number {
  return mixed(hashFrom(OFFSET, text));
}

/** The initial value of FNV-1a. */
const OFFSET = 0x811c9dc5;

/** Continues an FNV-1a hash with a string. */
function hashFrom(start: number, text: string): number {
  let hash = start;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return hash;
}

function mixed(fnv: number): number {
  let hash = Math.imul(fnv ^ (fnv >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

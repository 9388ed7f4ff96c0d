import { hashEnd } from "./feature-hash.js";
import { WordFeatureCache, type WordFeatures } from "./word-features.js";

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
/** Pairs are told apart by one number of two stems; there are fewer stems than this. */
const STEMS = 2 ** 26;

// Relative weights, by recall on the development needs of the evaluation; a word has about a dozen groups.
const WORD = 1;
const PAIR = 0.4;
const GRAM = 0.12;

/** The features of one text: the first `count` of both lists, in the order in which they first come. */
export interface TextFeatures {
  readonly count: number;
  readonly hashes: Uint32Array;
  readonly weights: Float64Array;
}

/**
 * Collects the features of texts: stems of words, pairs of neighbouring stems, and the groups of 3 to 5 characters of
 * words. Those that come again add up. What `of` returns is overwritten by its next call.
 */
export class FeatureCollector {
  readonly #cache = new WordFeatureCache();
  /** For each number of a name, in which text it came last, and its place in that text's lists. */
  #seen = new Int32Array(0);
  #places = new Int32Array(0);
  #text = 0;
  #hashes = new Uint32Array(4096);
  #weights = new Float64Array(4096);
  #count = 0;

  /** Returns none for a text without letters and digits. */
  of(text: string): TextFeatures {
    this.#cache.trim();
    this.#text++;
    this.#count = 0;
    const pairs = new Map<number, number>();
    let previous: WordFeatures | null = null;
    for (const word of wordsOf(text)) {
      const features = this.#cache.of(word);
      this.#makeRoom(features.grams.length + 2);
      this.#addOne(features.stemNumber, WORD);
      if (previous !== null && previous.stem !== "") this.#addPair(pairs, previous, features);
      this.#addGrams(features.grams);
      previous = features;
    }
    return { count: this.#count, hashes: this.#hashes, weights: this.#weights };
  }

  #addPair(pairs: Map<number, number>, first: WordFeatures, second: WordFeatures): void {
    const key = first.stemNumber * STEMS + second.stemNumber;
    const place = pairs.get(key);
    if (place !== undefined) {
      this.#weights[place] = (this.#weights[place] ?? 0) + PAIR;
      return;
    }
    pairs.set(key, this.#count);
    this.#append(hashEnd(first.pairStart, second.stem), PAIR);
  }

  #addGrams(grams: Int32Array): void {
    const [seen, places, weights, text] = [this.#seen, this.#places, this.#weights, this.#text];
    for (let i = 0; i < grams.length; i++) {
      // The casts: indices within the lists, which `#makeRoom` has made long enough.
      const number = grams[i] as number;
      if (seen[number] === text) {
        const place = places[number] as number;
        weights[place] = (weights[place] as number) + GRAM;
      } else {
        this.#addOne(number, GRAM);
      }
    }
  }

  #addOne(number: number, weight: number): void {
    if (this.#seen[number] === this.#text) {
      const place = this.#places[number] ?? 0;
      this.#weights[place] = (this.#weights[place] ?? 0) + weight;
      return;
    }
    this.#seen[number] = this.#text;
    this.#places[number] = this.#count;
    this.#append(this.#cache.hashAt(number), weight);
  }

  #append(hash: number, weight: number): void {
    this.#hashes[this.#count] = hash;
    this.#weights[this.#count] = weight;
    this.#count++;
  }

  /** Makes the lists long enough for so many more features. */
  #makeRoom(more: number): void {
    if (this.#cache.size > this.#seen.length) {
      const length = Math.max(4096, this.#cache.size * 2);
      this.#seen = copied(this.#seen, new Int32Array(length));
      this.#places = copied(this.#places, new Int32Array(length));
    }
    if (this.#count + more > this.#hashes.length) {
      const length = 2 * (this.#count + more);
      this.#hashes = copied(this.#hashes, new Uint32Array(length));
      this.#weights = copied(this.#weights, new Float64Array(length));
    }
  }
}

function copied<List extends Int32Array | Uint32Array | Float64Array>(from: List, to: List): List {
  to.set(from);
  return to;
}

function wordsOf(text: string): string[] {
  const plain = text.slice(0, MAX_TEXT).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? [])
    .map((word) => word.slice(0, MAX_WORD))
    .filter((word) => !EMPTY_WORDS.has(word));
}

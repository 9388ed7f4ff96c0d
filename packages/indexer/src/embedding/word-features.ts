import { stemmer } from "stemmer";
import { featureHash, hashStart } from "./feature-hash.js";

/** Words and names in memory at most; then all are forgotten. A registry's texts share most of them. */
const MAX_WORDS = 100_000;
const MAX_NAMES = 400_000;

/** The features of a word by itself. Numbers stand for names of features, or for stems. */
export interface WordFeatures {
  readonly stem: string;
  /** Number of the stem. */
  readonly stemNumber: number;
  /** The unmixed hash with which the name of a pair begins whose first stem it is. */
  readonly pairStart: number;
  /** Numbers of the groups of 3 to 5 characters, in order. */
  readonly grams: Int32Array;
}

/** Remembers the features of words, so that a word that comes again costs nothing but looking it up. */
export class WordFeatureCache {
  readonly #words = new Map<string, WordFeatures>();
  readonly #numbers = new Map<string, number>();
  #hashes = new Uint32Array(1024);

  /** How many names have numbers. */
  get size(): number {
    return this.#numbers.size;
  }

  /** Returns the hash of the name that has this number. */
  hashAt(number: number): number {
    return this.#hashes[number] ?? 0;
  }

  /** Forgets everything where it has become too much; between two texts only: numbers mean other names afterwards. */
  trim(): void {
    if (this.#words.size < MAX_WORDS && this.#numbers.size < MAX_NAMES) return;
    this.#words.clear();
    this.#numbers.clear();
  }

  of(word: string): WordFeatures {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    const stem = stemmer(word);
    const features = {
      stem,
      stemNumber: this.#numberOf(`w${stem}`),
      pairStart: hashStart(`p${stem} `),
      grams: Int32Array.from(gramsOf(word), (gram) => this.#numberOf(`g${gram}`)),
    };
    this.#words.set(word, features);
    return features;
  }

  #numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    if (number >= this.#hashes.length) {
      const longer = new Uint32Array(this.#hashes.length * 2);
      longer.set(this.#hashes);
      this.#hashes = longer;
    }
    this.#hashes[number] = featureHash(name);
    this.#numbers.set(name, number);
    return number;
  }
}

function gramsOf(word: string): string[] {
  const marked = `<${word}>`;
  const grams: string[] = [];
  for (let size = 3; size <= 5; size++) {
    for (let at = 0; at + size <= marked.length; at++) grams.push(marked.slice(at, at + size));
  }
  return grams;
}

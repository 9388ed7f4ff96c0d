/** Constants of FTS5's bm25(). */
const K1 = 1.2;
const B = 0.75;
/** What a term weighs that more than half of all texts have. */
const LEAST_IDF = 1e-6;

/** What is known of all texts together. */
export interface TextCounts {
  readonly texts: number;
  /** Terms of all of them. */
  readonly terms: number;
}

/**
 * Returns what scores a text by how often it has a term, each time weighed by its field, and by how many terms it has,
 * as SQLite's FTS5 does (https://sqlite.org/fts5.html#the_bm25_function). `found`: how many texts have the term.
 */
export function bm25Of(
  found: number,
  { texts, terms }: TextCounts,
): (frequency: number, length: number) => number {
  const rarity = Math.log((texts - found + 0.5) / (found + 0.5));
  const idf = rarity > 0 ? rarity : LEAST_IDF;
  const average = terms / texts;
  // In FTS5's order, so that the numbers are the same to the last bit.
  return (frequency, length) =>
    idf * ((frequency * (K1 + 1)) / (frequency + K1 * (1 - B + (B * length) / average)));
}

import type { CardText } from "../../ports/describe-model.js";
import type { Fts5Terms } from "../texts/fts5-terms.js";

/** A text in the form that PostgreSQL searches. */
export interface SearchVector {
  /** The number of terms in all fields. */
  readonly length: number;
  /** The text of a `tsvector`: each term with its positions, and its field as their weight. */
  readonly vector: string;
}

/** The searched fields, each with the weight that marks it in a `tsvector`. */
const FIELDS = [
  ["title", "A"],
  ["tags", "B"],
  ["lead", "C"],
  ["body", "D"],
] as const satisfies readonly (readonly [keyof CardText, string])[];

/** Characters of the longest term: the words of queries are cut to that. PostgreSQL allows 2,046 bytes. */
const MAX_TERM = 64;

/**
 * Returns texts in the form that PostgreSQL searches, made of the terms that FTS5 finds. One position between two
 * fields stays empty, so that no phrase matches across them. PostgreSQL keeps 256 positions of a term.
 */
export function searchVectors(
  texts: readonly Pick<CardText, (typeof FIELDS)[number][0]>[],
  terms: Fts5Terms,
): SearchVector[] {
  const all = terms.of(texts.flatMap((text) => FIELDS.map(([field]) => text[field])));
  return texts.map((_, i) => vectorOf(all.slice(i * FIELDS.length, (i + 1) * FIELDS.length)));
}

function vectorOf(fields: readonly (readonly string[])[]): SearchVector {
  const places = new Map<string, string>();
  let [place, length] = [0, 0];
  for (const [i, terms] of fields.entries()) {
    for (const term of terms) {
      const at = `${++place}${FIELDS[i]?.[1]}`;
      const before = places.get(term);
      places.set(term, before === undefined ? at : `${before},${at}`);
    }
    length += terms.length;
    place++;
  }
  const written = [...places].filter(([term]) => term.length <= MAX_TERM || [...term].length <= MAX_TERM);
  return { length, vector: written.map(([term, at]) => `'${term}':${at}`).join(" ") };
}

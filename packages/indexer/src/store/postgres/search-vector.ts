import type { CardText } from "../../ports/describe-model.js";
import type { Fts5Terms } from "../texts/fts5-terms.js";

/** A text as PostgreSQL searches it. */
export interface SearchVector {
  /** Terms of all fields. */
  readonly length: number;
  /** A `tsvector` as it is written: each term with its places, the field as their weight. */
  readonly vector: string;
}

/** The fields that are searched, each with the weight that stands for it in a `tsvector`. */
const FIELDS = [
  ["title", "A"],
  ["tags", "B"],
  ["lead", "C"],
  ["body", "D"],
] as const satisfies readonly (readonly [keyof CardText, string])[];

/** No query has a longer term: its words are cut to so many characters. PostgreSQL takes 2,046 bytes. */
const MAX_TERM = 64;

/**
 * Returns texts as PostgreSQL searches them, with the terms that FTS5 finds in them. Between two fields a place is left
 * empty, so that no phrase goes from one into the next. PostgreSQL keeps 256 places of a term.
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

import type { FieldWeights } from "../../ports/registry-reader.js";
import type { WordScores } from "../texts/row-sums.js";
import { STATE } from "./committed-state.js";

/** Constants of FTS5's bm25(). */
const K1 = 1.2;
const B = 0.75;
/** What a term weighs that more than half of all texts have. */
const LEAST_IDF = 1e-6;
/** A row, its length and its frequency. */
const ENTRY_BYTES = 12;

/** What is known of all texts together. */
export interface TextCounts {
  readonly texts: number;
  /** Terms of all of them. */
  readonly terms: number;
}

/** What a term or a phrase adds. */
export interface PhraseScores extends WordScores {
  /** Whether some text has it, and no more than half of them. */
  readonly isTelling: boolean;
}

/**
 * What `phraseScores` takes, of a phrase as `tsquery` and of weights of at most 1. For one term or one phrase the rank by
 * cover density is how often a text has it, each time weighed by its field. In no order: sorted by row, the server would
 * carry whole texts through the sort, or walk all texts in place of the index.
 */
export const ENTRIES = `
  SELECT ${STATE}, string_agg(int4send(row) || int4send(length) || float4send(ts_rank_cd($2::float4[], terms, $1::tsquery)),
    '') AS entries
  FROM hugginggpt.texts WHERE terms @@ $1::tsquery`;

/** Returns weights as PostgreSQL takes them: at most 1, from the body to the title. */
export function scaledWeights(weights: FieldWeights): number[] {
  const { title, tags, summary, body } = weights;
  return [body, summary, tags, title].map((weight) => weight / scaleOf(weights));
}

function scaleOf({ title, tags, summary, body }: FieldWeights): number {
  return Math.max(title, tags, summary, body) || 1;
}

/**
 * Returns how one phrase scores texts, as SQLite's FTS5 does (https://sqlite.org/fts5.html#the_bm25_function). `entries` is
 * null where no text has it.
 */
export function phraseScores(
  entries: Buffer | null,
  { texts, terms }: TextCounts,
  weights: FieldWeights,
): PhraseScores {
  const found = (entries?.length ?? 0) / ENTRY_BYTES;
  const rows = new Int32Array(found);
  let lastRow = 0;
  const scale = scaleOf(weights);
  const bm25 = new Float32Array(found);
  const idf = Math.log((texts - found + 0.5) / (found + 0.5));
  const weight = (idf > 0 ? idf : LEAST_IDF) * (K1 + 1);
  for (let i = 0; entries !== null && i < found; i++) {
    const at = i * ENTRY_BYTES;
    const row = entries.readInt32BE(at);
    rows[i] = row;
    lastRow = Math.max(lastRow, row);
    const norm = K1 * (1 - B + (B * entries.readInt32BE(at + 4) * texts) / terms);
    const frequency = scale * entries.readFloatBE(at + 8);
    bm25[i] = (weight * frequency) / (frequency + norm);
  }
  return { rows, lastRow, bm25, isTelling: found > 0 && 2 * found <= texts };
}

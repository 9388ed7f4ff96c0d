import type { FieldWeights } from "../../ports/registry-reader.js";
import { bm25Of, type TextCounts } from "../texts/bm25.js";
import type { WordScores } from "../texts/row-sums.js";
import { STATE } from "./committed-state.js";

/** Bytes of an entry: a row number, the text's length, and the phrase's frequency in it. */
const ENTRY_BYTES = 12;

/** What a term or a phrase adds to the scores of texts. */
export interface PhraseScores extends WordScores {
  /** Whether at least one text and at most half of all texts contain it. */
  readonly isTelling: boolean;
}

/**
 * Reads the entries for `phraseScores`, given a phrase as `tsquery` and weights of at most 1. For a single term or
 * phrase, `ts_rank_cd` is the number of its occurrences, each weighted by its field. The entries are unordered: to sort
 * by row, the server would carry whole texts through the sort, or scan all texts instead of using the index.
 */
export const ENTRIES = `
  SELECT ${STATE}, string_agg(int4send(row) || int4send(length) || float4send(ts_rank_cd($2::float4[], terms, $1::tsquery)),
    '') AS entries
  FROM hugginggpt.texts WHERE terms @@ $1::tsquery`;

/** Returns weights in PostgreSQL's order, from the body to the title, scaled to at most 1. */
export function scaledWeights(weights: FieldWeights): number[] {
  const { title, tags, summary, body } = weights;
  return [body, summary, tags, title].map((weight) => weight / scaleOf(weights));
}

function scaleOf({ title, tags, summary, body }: FieldWeights): number {
  return Math.max(title, tags, summary, body) || 1;
}

/** Returns what one phrase adds to the scores of texts. `entries` is null if no text contains it. */
export function phraseScores(
  entries: Buffer | null,
  counts: TextCounts,
  weights: FieldWeights,
): PhraseScores {
  const found = (entries?.length ?? 0) / ENTRY_BYTES;
  const rows = new Int32Array(found);
  let lastRow = 0;
  const scale = scaleOf(weights);
  const bm25 = new Float64Array(found);
  const score = bm25Of(found, counts);
  for (let i = 0; entries !== null && i < found; i++) {
    const at = i * ENTRY_BYTES;
    const row = entries.readInt32BE(at);
    rows[i] = row;
    lastRow = Math.max(lastRow, row);
    bm25[i] = score(scale * entries.readFloatBE(at + 8), entries.readInt32BE(at + 4));
  }
  return { rows, lastRow, bm25, isTelling: found > 0 && 2 * found <= counts.texts };
}

import type { FieldWeights } from "../../ports/registry-reader.js";
import { bm25Of, type TextCounts } from "../texts/bm25.js";
import type { WordScores } from "../texts/row-sums.js";
import { STATE } from "./committed-state.js";

/** A row, its length and its frequency. */
const ENTRY_BYTES = 12;

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

/** Returns how one phrase scores texts. `entries` is null where no text has it. */
export function phraseScores(
  entries: Buffer | null,
  counts: TextCounts,
  weights: FieldWeights,
): PhraseScores {
  const found = (entries?.length ?? 0) / ENTRY_BYTES;
  const rows = new Int32Array(found);
  let lastRow = 0;
  const scale = scaleOf(weights);
  const bm25 = new Float32Array(found);
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

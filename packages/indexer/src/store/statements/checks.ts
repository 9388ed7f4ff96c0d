import type { Check } from "../../ports/verification.js";

export const SYNC = "Run `indexer sync`.";
export const REBUILD = "Run `indexer rebuild`.";

/** Models whose texts are made again and compared: enough to notice one wrong in a hundred, and a second of work. */
export const SAMPLED = 500;

/** Reads the `VectorFacts`. */
export const VECTOR_FACTS = `
  SELECT
    (SELECT count(*) FROM hugginggpt.models AS m LEFT JOIN hugginggpt.vectors AS v ON v.row = m.row
     WHERE NOT m.needs_vector AND v.text_hash IS DISTINCT FROM m.text_hash) AS stale,
    (SELECT count(*) FROM hugginggpt.vectors
     WHERE embedder <> (SELECT value FROM hugginggpt.meta WHERE key = 'embedder')) AS strange,
    (SELECT count(*) FROM hugginggpt.vectors WHERE length(data) <>
       4 * (SELECT CAST(value AS integer) FROM hugginggpt.meta WHERE key = 'dimension')) AS short,
    (SELECT count(*) FROM hugginggpt.models WHERE needs_vector) AS waiting,
    (SELECT count(*) FROM hugginggpt.vectors) AS vectors`;

export type VectorFacts = Readonly<Record<"stale" | "strange" | "short" | "waiting" | "vectors", number>>;

/** What a check found. */
export interface Found {
  /** What was examined, for where nothing is wrong. */
  readonly looked: string;
  /** How many there are of what should not be there, and what that is. */
  readonly counts: readonly (readonly [number, string])[];
}

/** Returns the check of the vectors. */
export function vectorsFound([facts]: readonly VectorFacts[]): Found {
  const { stale = 0, strange = 0, short = 0, waiting = 0, vectors = 0 } = facts ?? {};
  return {
    looked: `${vectors} of the present texts${waiting === 0 ? "" : `, ${waiting} texts still to embed`}`,
    counts: [
      [stale, "vectors are of a former text and not marked"],
      [strange, "vectors are of another embedder"],
      [short, "vectors are of another dimension"],
    ],
  };
}

/** Returns a check by what it found; `next` says what to do where something is wrong. */
export function checkOf(name: string, next: string, { looked, counts }: Found): Check {
  const wrong = counts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return wrong.length === 0
    ? { name, ok: true, detail: looked }
    : { name, ok: false, detail: wrong.join("; "), next };
}

import type { PostgresDatabase } from "@hugginggpt/shared/postgres";
import type { DescribeModel } from "../../ports/describe-model.js";
import type { Check } from "../../ports/verification.js";
import { hashOf } from "../texts/text-index.js";
import { DESCRIBED, type DescribedRow, describedBy } from "./write/described-row.js";

const SYNC = "Run `indexer sync`.";
const REBUILD = "Run `indexer rebuild`.";

/** Models whose texts are made again and compared: enough to notice one wrong in a hundred, and a second of work. */
const SAMPLED = 500;

const COUNTS = `
  SELECT
    (SELECT count(*) FROM hugginggpt.models) AS models,
    (SELECT count(*) FROM hugginggpt.models AS m
     WHERE NOT EXISTS (SELECT FROM hugginggpt.texts AS t WHERE t.row = m.row)) AS "withoutText",
    (SELECT count(*) FROM hugginggpt.models AS m LEFT JOIN hugginggpt.vectors AS v USING (row)
     WHERE NOT m.needs_vector AND v.text_hash IS DISTINCT FROM m.text_hash) AS stale,
    (SELECT count(*) FROM hugginggpt.vectors
     WHERE embedder <> (SELECT value FROM hugginggpt.meta WHERE key = 'embedder')) AS strange,
    (SELECT count(*) FROM hugginggpt.vectors
     WHERE length(data) <> 4 * (SELECT value::int FROM hugginggpt.meta WHERE key = 'dimension')) AS short,
    (SELECT count(*) FROM hugginggpt.models WHERE needs_vector) AS waiting,
    (SELECT count(*) FROM hugginggpt.vectors) AS vectors`;

/** Rows spread evenly over all; all rows if there are no more than the sample. */
const SAMPLE = `${DESCRIBED} WHERE m.row IN (
  SELECT row FROM (SELECT row, row_number() OVER (ORDER BY row) AS n, count(*) OVER () AS total FROM hugginggpt.models) AS r
  WHERE n % greatest(1, total / $1::int) = 0)`;

/** Checks a registry's tables and returns what was found. Writes nothing. */
export async function checkTables(db: PostgresDatabase, describe: DescribeModel): Promise<Check[]> {
  return db.read(async ({ query }) => {
    const [counts] = await query<Readonly<Record<string, number>>>(COUNTS);
    const sample = await query<DescribedRow>(SAMPLE, [SAMPLED]);
    const changed = sample.filter((row) => row.textHash !== hashOf(describedBy(row, describe).embeddingText));
    const n = (name: string) => counts?.[name] ?? 0;
    const waiting = n("waiting") === 0 ? "" : `, ${n("waiting")} texts still to embed`;
    return [
      { name: "database", ok: true, detail: `${n("models")} models` },
      check("full text", REBUILD, `in step with the models; ${sample.length} compared word by word`, [
        [n("withoutText"), "models without a searched text"],
        [changed.length, `of ${sample.length} sampled texts are out of date`],
      ]),
      check("vectors", SYNC, `${n("vectors")} of the present texts${waiting}`, [
        [n("stale"), "vectors are of a former text and not marked"],
        [n("strange"), "vectors are of another embedder"],
        [n("short"), "vectors are of another dimension"],
      ]),
    ];
  });
}

function check(
  name: string,
  next: string,
  looked: string,
  counts: readonly (readonly [number, string])[],
): Check {
  const wrong = counts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return wrong.length === 0
    ? { name, ok: true, detail: looked }
    : { name, ok: false, detail: wrong.join("; "), next };
}

import type { PostgresDatabase } from "@hugginggpt/shared/postgres";
import type { DescribeModel } from "../../ports/describe-model.js";
import type { Check } from "../../ports/verification.js";
import { numberIn } from "../statements/bookkeeping.js";
import {
  checkOf,
  REBUILD,
  SAMPLED,
  SYNC,
  VECTOR_FACTS,
  type VectorFacts,
  vectorsFound,
} from "../statements/checks.js";
import { countModels } from "../statements/counts.js";
import { hashOf } from "../texts/text-index.js";
import { DESCRIBED, type DescribedRow, describedBy } from "./write/described-row.js";

const WITHOUT_TEXT = countModels("NOT EXISTS (SELECT FROM hugginggpt.texts AS t WHERE t.row = m.row)");

/** Rows spread evenly over all; all rows if there are no more than the sample. */
const SAMPLE = `${DESCRIBED} WHERE m.row IN (
  SELECT row FROM (SELECT row, row_number() OVER (ORDER BY row) AS n, count(*) OVER () AS total FROM hugginggpt.models) AS r
  WHERE n % greatest(1, total / $1::int) = 0)`;

/** Checks a registry's tables and returns what was found. Writes nothing. */
export async function checkTables(db: PostgresDatabase, describe: DescribeModel): Promise<Check[]> {
  return db.read(async ({ query }) => {
    const models = numberIn(await query(countModels("")));
    const sample = await query<DescribedRow>(SAMPLE, [SAMPLED]);
    const changed = sample.filter((row) => row.textHash !== hashOf(describedBy(row, describe).embeddingText));
    return [
      { name: "database", ok: true, detail: `${models} models` },
      checkOf("full text", REBUILD, {
        looked: `in step with the models; ${sample.length} compared word by word`,
        counts: [
          [numberIn(await query(WITHOUT_TEXT)), "models without a searched text"],
          [changed.length, `of ${sample.length} sampled texts are out of date`],
        ],
      }),
      checkOf("vectors", SYNC, vectorsFound(await query<VectorFacts>(VECTOR_FACTS))),
    ];
  });
}

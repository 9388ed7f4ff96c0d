import type { PostgresTransaction } from "@hugginggpt/shared/postgres";
import type { DescribeModel } from "../../../ports/describe-model.js";
import { Fts5Terms } from "../../texts/fts5-terms.js";
import { descriptionOf } from "../../texts/text-index.js";
import { searchVectors } from "../search-vector.js";
import { DESCRIBED, type DescribedRow, describedBy } from "./described-row.js";

/** Texts written at once: a few megabytes. */
const BATCH = 500;

const STALE = `
  SELECT row FROM hugginggpt.models WHERE row = ANY($1::int[])
  UNION
  SELECT m.row FROM hugginggpt.models AS m LEFT JOIN hugginggpt.cards AS c USING (row)
  WHERE lower(m.base_model) = ANY($2::text[]) AND coalesce(c.text, '') = ''
  ORDER BY row`;
const OF_ROWS = `${DESCRIBED} WHERE m.row = ANY($1::int[]) ORDER BY m.row`;
const WRITE = `
  WITH given AS (
    SELECT * FROM json_to_recordset($1) AS given(
      row int, words int, profile jsonb, "textHash" text, length int, vector text)
  ), described AS (
    UPDATE hugginggpt.models AS m SET words = given.words, profile = given.profile, text_hash = given."textHash",
      needs_vector = NOT EXISTS (
        SELECT FROM hugginggpt.vectors AS v WHERE v.row = m.row AND v.text_hash = given."textHash")
    FROM given WHERE m.row = given.row
  )
  INSERT INTO hugginggpt.texts (row, length, terms) SELECT row, length, vector::tsvector FROM given
  ON CONFLICT (row) DO UPDATE SET length = excluded.length, terms = excluded.terms`;

/** Keeps the searched texts, and the columns that depend on them, in step with records and cards. */
export class PostgresTexts {
  readonly #describe: DescribeModel;
  readonly #terms = new Fts5Terms();

  constructor(describe: DescribeModel) {
    this.#describe = describe;
  }

  /**
   * Rewrites the texts of these rows, and of models without a card whose base model is one of `bases` (ids in lower
   * case). Belongs inside a transaction.
   */
  async refresh(
    { query }: PostgresTransaction,
    rows: readonly number[],
    bases: readonly string[] = [],
  ): Promise<void> {
    if (rows.length === 0 && bases.length === 0) return;
    const stale =
      bases.length === 0 ? rows : (await query<{ row: number }>(STALE, [rows, bases])).map(({ row }) => row);
    for (let i = 0; i < stale.length; i += BATCH) {
      const found = await query<DescribedRow>(OF_ROWS, [stale.slice(i, i + BATCH)]);
      if (found.length > 0) await query(WRITE, [JSON.stringify(this.#written(found))]);
    }
  }

  #written(rows: readonly DescribedRow[]) {
    const texts = rows.map((row) => describedBy(row, this.#describe));
    const vectors = searchVectors(
      texts.map(({ text }) => text),
      this.#terms,
    );
    return rows.map(({ row }, i) => ({ row, ...(texts[i] && descriptionOf(texts[i])), ...vectors[i] }));
  }
}

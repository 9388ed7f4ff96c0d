import type { PostgresTransaction } from "@hugginggpt/shared/postgres";
import { cards, models } from "../../database/schema.js";
import type { ModelRow } from "../../records/model-row.js";
import type { CardRow } from "../../records/model-rows.js";
import { asciiLower } from "./ascii-lower.js";
import { ModelBatch } from "./model-batch.js";
import { namedColumns } from "./table-columns.js";

const ROWS = `SELECT ${namedColumns(models, "m")} FROM hugginggpt.models AS m`;
const BY_IDS = `${ROWS} WHERE lower(id) = ANY($1::text[])`;
const BY_IDS_OR_HUB_IDS = `${BY_IDS} UNION ALL ${ROWS} WHERE hub_id = ANY($2::text[]) AND lower(id) <> ALL($1::text[])`;
const CARDS = `
  SELECT ${namedColumns(cards, "c")} FROM hugginggpt.cards AS c JOIN hugginggpt.models AS m USING (row)
  WHERE lower(m.id) = ANY($1::text[])`;

/** The models that a piece of work may change. */
export interface Wanted {
  readonly ids: readonly string[];
  /** Repository numbers, which find models that had another id. */
  readonly hubIds?: readonly (string | undefined)[];
  readonly withCards?: boolean;
}

/** Loads the models that a piece of work may change, and their cards if it reads them. */
export async function loadBatch(
  query: PostgresTransaction["query"],
  { ids, hubIds = [], withCards = false }: Wanted,
): Promise<ModelBatch> {
  const lower = [...new Set(ids.map(asciiLower))];
  const known = [...new Set(hubIds.flatMap((id) => id ?? []))];
  const rows =
    known.length === 0
      ? await query<ModelRow>(BY_IDS, [lower])
      : await query<ModelRow>(BY_IDS_OR_HUB_IDS, [lower, known]);
  return new ModelBatch(rows, withCards ? await query<CardRow>(CARDS, [lower]) : []);
}

import type { ModelCard } from "@hugginggpt/shared";
import { prepared } from "@hugginggpt/shared/postgres";
import type { DescribeModel, ModelText } from "../../ports/describe-model.js";
import type { ModelView } from "../../ports/registry-reader.js";
import { endpoints, models } from "../database/schema.js";
import { type EndpointRow, endpointOfRow } from "../records/endpoint-row.js";
import { type ModelRow, recordOfRow } from "../records/model-row.js";
import { modelView, type ShownCard } from "../records/model-view.js";
import { BY_IDS } from "./condition-sql.js";
import { namedColumns } from "./write/table-columns.js";

/** A model with everything that a result shows. */
export interface ViewRow extends ModelRow {
  /** The number of the registry's state. */
  readonly state: number;
  readonly card: ShownCard | null;
  /** The card of its base model; null if that is unknown or has no card. */
  readonly base: ModelCard | null;
  readonly endpoints: readonly EndpointRow[] | null;
}

/** Says that there is no such model. */
export interface MissingRow extends Pick<ViewRow, "state"> {
  readonly id: null;
}

/** Selects the columns of a `ViewRow`. */
const VIEW = `SELECT s.number AS state, ${namedColumns(models, "m")},
    (SELECT to_json(c) FROM (SELECT state, text, summary FROM hugginggpt.cards WHERE row = m.row) AS c) AS card,
    (SELECT to_json(b) FROM (
      SELECT base.id AS "modelId", c.text, coalesce(c.summary, '') AS summary
      FROM hugginggpt.models AS base JOIN hugginggpt.cards AS c ON c.row = base.row
      WHERE lower(base.id) = lower(m.base_model) AND c.text IS NOT NULL) AS b) AS base,
    (SELECT json_agg(e) FROM (
      SELECT ${namedColumns(endpoints, "e")} FROM hugginggpt.endpoints AS e WHERE e.row = m.row
      ORDER BY e.provider, e.task, e.target) AS e) AS endpoints
  FROM hugginggpt.registry_state AS s LEFT JOIN hugginggpt.models AS m ON `;

/** Selects models by their exact ids; its values are those of `BY_IDS`. */
export const VIEWS_OF = prepared(`${VIEW} ${BY_IDS} WHERE m.id IS NOT NULL`);

/** Selects one model by its id in lower case, else by a former id; a `MissingRow` if there is none. */
export const VIEW_OF = prepared(`${VIEW} m.row = (
    SELECT row FROM (
      SELECT row, 0 AS former FROM hugginggpt.models WHERE lower(id) = ANY($1::text[])
      UNION ALL SELECT row, 1 FROM hugginggpt.aliases WHERE lower(id) = ANY($1::text[])) AS found
    ORDER BY former LIMIT 1)`);

/** Describes a model by its record, its card and its base model's card. */
function describedBy(row: ViewRow, describe: DescribeModel): ModelText {
  const { text = null, summary = null } = row.card ?? {};
  return describe(
    recordOfRow(row),
    text === null ? null : { modelId: row.id, text, summary: summary ?? "" },
    row.base,
  );
}

/** Returns a model as a result shows it. */
export function viewOf(row: ViewRow, describe: DescribeModel): ModelView {
  const endpoints = (row.endpoints ?? []).map(endpointOfRow);
  return modelView(row, row.card ?? undefined, endpoints, () => describedBy(row, describe).text.summary);
}

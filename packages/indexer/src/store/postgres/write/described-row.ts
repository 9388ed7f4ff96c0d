import type { ModelCard } from "@hugginggpt/shared";
import type { DescribeModel, ModelText } from "../../../ports/describe-model.js";
import { models } from "../../database/schema.js";
import { type ModelRow, recordOfRow } from "../../records/model-row.js";
import { namedColumns } from "./table-columns.js";

/** A model with the cards that its text is made from. */
export interface DescribedRow extends ModelRow {
  readonly card: ModelCard | null;
  /** The card of its base model. */
  readonly base: ModelCard | null;
}

/** Selects models `m`, each with its own card and its base model's card, if there are any. */
export const DESCRIBED = `
  SELECT ${namedColumns(models, "m")},
    CASE WHEN c.text IS NOT NULL THEN
      json_build_object('modelId', m.id, 'text', c.text, 'summary', coalesce(c.summary, '')) END AS card,
    CASE WHEN bc.text IS NOT NULL THEN
      json_build_object('modelId', b.id, 'text', bc.text, 'summary', coalesce(bc.summary, '')) END AS base
  FROM hugginggpt.models AS m
  LEFT JOIN hugginggpt.cards AS c ON c.row = m.row
  LEFT JOIN hugginggpt.models AS b ON lower(b.id) = lower(m.base_model)
  LEFT JOIN hugginggpt.cards AS bc ON bc.row = b.row`;

/** Describes a model by its record and the cards. */
export function describedBy(row: DescribedRow, describe: DescribeModel): ModelText {
  return describe(recordOfRow(row), row.card, row.base);
}

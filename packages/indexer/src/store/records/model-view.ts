import { type Endpoint, oneLine } from "@hugginggpt/shared";
import type { ModelView } from "../../ports/registry-reader.js";
import { type ModelRow, recordOfRow } from "./model-row.js";
import type { CardRow } from "./model-rows.js";

/** What a result shows of a stored card. */
export type ShownCard = Pick<CardRow, "state" | "text" | "summary">;

/**
 * Returns a model as a result shows it. A card with a summary has it for the text's: `summaryOf`, which describes the
 * rest of the model, takes longer than to read it.
 */
export function modelView(
  row: ModelRow,
  stored: ShownCard | undefined,
  endpoints: readonly Endpoint[],
  summaryOf: () => string,
): ModelView {
  const { text = null, summary = null, state = "none" } = stored ?? {};
  const card = text === null ? null : { modelId: row.id, text, summary: summary ?? "" };
  return {
    model: recordOfRow(row),
    profile: row.profile,
    card,
    cardState: state,
    summary: oneLine(card?.text && card.summary ? card.summary : summaryOf()),
    endpoints,
  };
}

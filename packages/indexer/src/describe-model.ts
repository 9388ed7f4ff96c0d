import type { ModelCard, ModelRecord } from "@hugginggpt/shared";
import { cardText, embeddingText } from "./cards/card-text.js";
import type { ModelText } from "./ports/describe-model.js";
import { profileOf } from "./profiles/profile-of.js";

/**
 * Returns the description of a model from its record and card: its text (in fields, and as one text for the embedder)
 * and its profile. The latter two, most of the work, are computed on demand: a search shows only the text.
 */
export function describeModel(
  record: ModelRecord,
  card: ModelCard | null,
  base: ModelCard | null,
): ModelText {
  const text = cardText(record, card, base);
  return {
    text,
    get embeddingText() {
      return embeddingText(text);
    },
    get profile() {
      return profileOf(record, card, text);
    },
  };
}

import type { CardText, ModelCard, ModelRecord } from "@hugginggpt/shared";

/** The text of a model: in fields for lexical search, and as one for the embedder. */
export interface ModelText {
  readonly text: CardText;
  readonly embeddingText: string;
}

/**
 * Returns a model's text. `card` is null where the model has none; `base` is the card of its base model, null where
 * that is unknown or not in the registry. Pure: the same arguments give the same text.
 */
export type DescribeModel = (
  record: ModelRecord,
  card: ModelCard | null,
  base: ModelCard | null,
) => ModelText;

/** A model's card, cleaned of markup and boilerplate. */
export interface ModelCard {
  readonly modelId: string;
  /** The cleaned prose; empty if only a template was left. */
  readonly text: string;
  /** One or two sentences about the model, at most 300 characters; empty if the card has none. */
  readonly summary: string;
}

/** The result of reading a card. `none`: not read yet. */
export type CardState = "none" | "read" | "missing" | "gated" | "failed";

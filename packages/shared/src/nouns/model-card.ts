/** A model's card, cleaned of markup and boilerplate. */
export interface ModelCard {
  readonly modelId: string;
  /** Cleaned prose; empty when nothing but template was left. */
  readonly text: string;
  /** One or two sentences that say what the model is, at most 300 characters; empty if the card says nothing. */
  readonly summary: string;
}

/** How reading a card ended. `none`: not read yet. */
export type CardState = "none" | "read" | "missing" | "gated" | "failed";

import type { ModelCard, ModelProfile, ModelRecord } from "@hugginggpt/shared";

/** The text by which a model is searched, in fields that words weigh differently. Unknown fields are empty. */
export interface CardText {
  /** The id's words: owner and name, split at separators and changes of case. */
  readonly title: string;
  /** The task's tag, name and summary: embedded, but no words to search by. */
  readonly task: string;
  /** Tags that say something of the model, its languages, library and base model. */
  readonly tags: string;
  /** What the model is, in at most 300 characters; shown, and searched as part of the lead. */
  readonly summary: string;
  /** What the text begins with, the summary included, in at most 600 characters: what it says first says most. */
  readonly lead: string;
  /** Cleaned prose of the card. */
  readonly body: string;
}

/** What is made of a model's record and card: its text, in fields and as one for the embedder, and its profile. */
export interface ModelText {
  readonly text: CardText;
  readonly embeddingText: string;
  readonly profile: ModelProfile;
}

/**
 * Returns a model's text and profile. `card` is null if the model has none; `base` is the card of its base model, null
 * where that is unknown or not in the registry. Pure: the same arguments give the same.
 */
export type DescribeModel = (
  record: ModelRecord,
  card: ModelCard | null,
  base: ModelCard | null,
) => ModelText;

/** The profile of a model of which nothing is known but what its maker adds. */
export const BARE_PROFILE: ModelProfile = {
  languages: [],
  multilingual: false,
  tunedFor: null,
  cardLanguage: null,
  direction: null,
  kinds: [],
  domains: [],
  checkpoint: "ready",
  family: "",
};

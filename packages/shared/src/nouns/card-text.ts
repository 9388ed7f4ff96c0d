/** The text by which a model is searched, in fields that lexical search weighs apart. Empty strings where nothing is known. */
export interface CardText {
  /** The id's words: owner and name, split at separators and changes of case. */
  readonly title: string;
  /** The task's tag, name and summary. */
  readonly task: string;
  /** Tags that say something of the model, its languages, library and base model. */
  readonly tags: string;
  /** What the model is, in at most 300 characters. */
  readonly summary: string;
  /** Cleaned prose of the card. */
  readonly body: string;
}

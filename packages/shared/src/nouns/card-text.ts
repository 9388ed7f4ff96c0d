/** The text by which a model is searched, in fields that lexical search weighs apart. Empty strings where nothing is known. */
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

/**
 * The kind of checkpoint in a repository: `ready` does its task; `variant` is another form of such a model (an
 * export, a copy at lower precision, a demo); `adapter` needs its base model; `base` was only pre-trained and has no
 * head for its task; `test` is a test, template or sample repository.
 */
export type Checkpoint = "ready" | "variant" | "adapter" | "base" | "test";

/** A source and a target language as ISO 639 codes; `*` stands for many. */
export interface LanguageDirection {
  readonly from: string;
  readonly to: string;
}

/** What a model is for, derived from its record and card by rules. Nothing is assumed where they say nothing. */
export interface ModelProfile {
  /** ISO 639 codes (639-1 if there is one), without duplicates; empty if unknown. */
  readonly languages: readonly string[];
  /** Whether it is multilingual, even if the languages are not named. */
  readonly multilingual: boolean;
  /** The language for which a multilingual model was tuned; null if none is known. */
  readonly tunedFor: string | null;
  /** The language of the card's text; null if unknown. */
  readonly cardLanguage: string | null;
  readonly direction: LanguageDirection | null;
  /** Kinds of work within its task (`shared/kinds`). */
  readonly kinds: readonly string[];
  readonly domains: readonly string[];
  readonly checkpoint: Checkpoint;
  /** The name without sizes, versions and dates, which near-duplicates share. */
  readonly family: string;
}

/**
 * What kind of checkpoint a repository holds: `ready` does its task; `variant` is another form of such a model (an
 * export, a copy at lower precision, a demo); `adapter` needs its base model; `base` was only pre-trained and has no
 * head for its task; `test` is a test, template or sample repository.
 */
export type Checkpoint = "ready" | "variant" | "adapter" | "base" | "test";

/** From one language into another; `*` stands for many. ISO 639 codes. */
export interface LanguageDirection {
  readonly from: string;
  readonly to: string;
}

/** What a model is for, read from its record and card by rules. Where it says nothing, nothing is assumed. */
export interface ModelProfile {
  /** ISO 639 codes (639-1 if there is one), without duplicates; empty if none is known. */
  readonly languages: readonly string[];
  /** Whether it is made for many languages, named or not. */
  readonly multilingual: boolean;
  /** A model of many languages that was tuned for this one; null if none is known. */
  readonly tunedFor: string | null;
  /** Language of the card's text; null if it cannot be told. */
  readonly cardLanguage: string | null;
  readonly direction: LanguageDirection | null;
  /** Kinds of work within its task (`shared/kinds`). */
  readonly kinds: readonly string[];
  readonly domains: readonly string[];
  readonly checkpoint: Checkpoint;
  /** Near-duplicates share it: the name without sizes, versions and dates. */
  readonly family: string;
}

/** The languages that a step's model must know. */
export interface StepLanguages {
  /** ISO 639 codes (639-1 if there is one) of the input; empty if unknown. */
  readonly input: readonly string[];
  /** The same for the output. */
  readonly output: readonly string[];
  /**
   * Whether they follow from a given text, an argument or the request's words; else they are guessed from the
   * request's own language.
   */
  readonly certain: boolean;
}

/** The kind of model that a step needs beyond its task: the query to the registry. */
export interface Need {
  /**
   * A short phrase in English about the kind of model: kind of work, languages, domain, kind of input. May be empty.
   */
  readonly text: string;
  readonly languages: StepLanguages;
}

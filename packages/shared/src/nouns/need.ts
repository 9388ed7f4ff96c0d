/** The languages that one step's model must know. */
export interface StepLanguages {
  /** ISO 639 codes (639-1 if there is one) of what it reads or hears; empty if nothing is known of it. */
  readonly input: readonly string[];
  /** The same of what it writes or speaks. */
  readonly output: readonly string[];
  /**
   * Whether they follow from a given text, an argument or the request's words; else they are guessed from the
   * request's own language.
   */
  readonly certain: boolean;
}

/** Which kind of model one step needs, apart from its task: what the registry is asked for the step. */
export interface Need {
  /**
   * A short phrase in English about the kind of model: kind of work, languages, domain, kind of input. May be empty.
   */
  readonly text: string;
  readonly languages: StepLanguages;
}

/** The answer of a run. */
export interface Answer {
  readonly text: string;
  /** `controller`: a language model wrote it; `template`: made from the outcomes without one. */
  readonly writer: "controller" | "template";
  /** The code of the request's language, where nothing was done because the built-in rules do not read it. */
  readonly unread?: string;
}

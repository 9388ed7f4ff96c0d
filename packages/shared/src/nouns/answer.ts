/** What the user is told. */
export interface Answer {
  readonly text: string;
  /** `controller`: a language model wrote it; `template`: put together from the outcomes without one. */
  readonly writer: "controller" | "template";
}

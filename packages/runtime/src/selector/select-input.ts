import type { Candidate, ValidTask } from "@hugginggpt/shared";

/** What is to be chosen for. */
export interface SelectInput {
  readonly request: string;
  readonly task: ValidTask;
  /** The task's arguments in a few words, where they are known. */
  readonly argsPreview?: string;
  /** Best first; at least one. */
  readonly candidates: readonly Candidate[];
}

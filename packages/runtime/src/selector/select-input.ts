import type { Candidate, Need, Policy, PromptSettings, ValidTask } from "@hugginggpt/shared";

/** What is to be chosen for. */
export interface SelectInput {
  readonly request: string;
  readonly task: ValidTask;
  /** Which kind of model it needs; absent: nothing is known of it. */
  readonly need?: Need;
  /** In the order of the policy; at least one. */
  readonly candidates: readonly Candidate[];
  /** What the choice shall prefer. Default `best`. */
  readonly policy?: Policy;
  /** What the user adds to the prompt. */
  readonly prompts?: PromptSettings | undefined;
}

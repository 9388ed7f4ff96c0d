import type { Candidate, Need, Policy, PromptSettings, ValidTask } from "@hugginggpt/shared";

/** The input of a choice. */
export interface SelectInput {
  readonly request: string;
  readonly task: ValidTask;
  /** The kind of model that it needs; absent: unknown. */
  readonly need?: Need;
  /** In the order of the policy; at least one. */
  readonly candidates: readonly Candidate[];
  /** What the choice prefers. Default `best`. */
  readonly policy?: Policy;
  /** The user's additions to the prompt. */
  readonly prompts?: PromptSettings | undefined;
}

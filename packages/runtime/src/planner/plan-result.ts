import type { ChatMessage, PromptSettings, TaskId, UserFile, ValidPlan, ValueType } from "@hugginggpt/shared";

export interface PlanInput {
  readonly request: string;
  readonly files: readonly UserFile[];
  /** The tasks that a plan may contain. */
  readonly offered: readonly TaskId[];
  /** The tasks that can run here, which the prompt lists. Default: all that are offered. */
  readonly runnable?: readonly TaskId[] | undefined;
  /** Earlier messages of the conversation, oldest first. */
  readonly history?: readonly ChatMessage[] | undefined;
  /** The user's additions to the prompt. */
  readonly prompts?: PromptSettings | undefined;
}

/** The language of a request that the built-in rules cannot read, and those that they can, by their codes. */
export interface UnreadLanguage {
  readonly language: string;
  readonly read: readonly string[];
}

/** The result of planning. */
export type PlanResult =
  | { readonly kind: "plan"; readonly plan: ValidPlan }
  /** No task is needed: the request is answered directly. The controller's words, where it gave them with the plan. */
  | { readonly kind: "chat"; readonly answer: string | null; readonly unread?: UnreadLanguage }
  | {
      readonly kind: "refused";
      readonly reason: string;
      /** What was wrong with the last plan. */
      readonly problems: readonly string[];
      readonly next: string;
      /** Types of files that the request needs and nobody gave, if that is the only problem. */
      readonly lacking?: readonly ValueType[];
    };

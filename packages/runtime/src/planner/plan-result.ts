import type { ChatMessage, PromptSettings, TaskId, UserFile, ValidPlan, ValueType } from "@hugginggpt/shared";

export interface PlanInput {
  readonly request: string;
  readonly files: readonly UserFile[];
  /** What a plan may contain. */
  readonly offered: readonly TaskId[];
  /** What can run here: a language model is told of these alone. Default: all that is offered. */
  readonly runnable?: readonly TaskId[] | undefined;
  /** Earlier messages of the conversation, oldest first. */
  readonly history?: readonly ChatMessage[] | undefined;
  /** What the user adds to the prompt. */
  readonly prompts?: PromptSettings | undefined;
}

/** The language of a request that the built-in rules do not read, and those that they do, by their codes. */
export interface UnreadLanguage {
  readonly language: string;
  readonly read: readonly string[];
}

/** What planning came to. */
export type PlanResult =
  | { readonly kind: "plan"; readonly plan: ValidPlan; readonly planner: "controller" | "offline" | "given" }
  /** No task is needed: the request is answered directly. The controller's words, where it gave them with the plan. */
  | { readonly kind: "chat"; readonly answer: string | null; readonly unread?: UnreadLanguage }
  | {
      readonly kind: "refused";
      readonly reason: string;
      /** What was wrong with the last plan. */
      readonly problems: readonly string[];
      readonly next: string;
      /** Types of files that the request needs and nobody gave, where that alone stands in the way. */
      readonly lacking?: readonly ValueType[];
    };

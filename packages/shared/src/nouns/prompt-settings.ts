import type { PlanJson } from "./plan.js";

/** A request with the tasks of the plan that it should get: an example for the language model that plans. */
export interface PlanDemo {
  readonly request: string;
  readonly tasks: readonly PlanJson[];
}

/**
 * What a user adds to the prompts of the language model. The rules themselves stay as they are, because the answers are
 * read by them, and so does every check of what comes back.
 */
export interface PromptSettings {
  /** Words behind the rules of planning, of the choice of models and of the answer; empty: none. */
  readonly plan: string;
  readonly choice: string;
  readonly answer: string;
  /** Shown before the conversation, in this order. */
  readonly demos: readonly PlanDemo[];
  /** Characters of a model's description that the choice sees; 0 shows none. */
  readonly descriptionCharacters: number;
}

/** Nothing is added; 100 characters of a description are what HuggingGPT showed (`max_description_length`). */
export const DEFAULT_PROMPTS: PromptSettings = {
  plan: "",
  choice: "",
  answer: "",
  demos: [],
  descriptionCharacters: 100,
};

/** Returns rules with a user's words behind them, on a line of their own; the rules alone if there are none. */
export function withWords(rules: string, words: string): string {
  return words.trim() ? `${rules}\n${words.trim()}` : rules;
}

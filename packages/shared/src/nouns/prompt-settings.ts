import type { PlanJson } from "./plan.js";

/** A request with the tasks of its plan: an example for the planning language model. */
export interface PlanDemo {
  readonly request: string;
  readonly tasks: readonly PlanJson[];
}

/**
 * A user's additions to the prompts of the language model. They do not change our own rules, by which answers are read,
 * nor any check of the answers.
 */
export interface PromptSettings {
  /** Texts added to the rules for planning, choosing and answering; empty for none. */
  readonly plan: string;
  readonly choice: string;
  readonly answer: string;
  /** Examples shown before the conversation, in this order. */
  readonly demos: readonly PlanDemo[];
  /** Most characters of a model's description in the choice's prompt; 0 for none. */
  readonly descriptionCharacters: number;
}

/** No additions, and 100 characters of a description, as in HuggingGPT (`max_description_length`). */
export const DEFAULT_PROMPTS: PromptSettings = {
  plan: "",
  choice: "",
  answer: "",
  demos: [],
  descriptionCharacters: 100,
};

/** Returns rules followed by a user's text on its own line; the rules alone if there is none. */
export function withWords(rules: string, words: string): string {
  return words.trim() ? `${rules}\n${words.trim()}` : rules;
}

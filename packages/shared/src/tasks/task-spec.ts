import type { ValueType } from "../nouns/value.js";
import type { TaskId } from "./task-id.js";

/** One argument of a task. */
export interface ArgSpec {
  /** Its name in plans. */
  readonly name: string;
  readonly type: ValueType;
  /** Other types that the task's models accept. */
  readonly accepts?: readonly ValueType[];
  /** True if the argument is a list (of texts, of files). */
  readonly list: boolean;
  readonly required: boolean;
  readonly description: string;
  /** Other names that language models use for it. */
  readonly aliases: readonly string[];
}

/** A row of the task catalogue. */
export interface TaskSpec {
  readonly id: TaskId;
  /** The Hub's title for it: "Text-to-Speech". */
  readonly name: string;
  readonly modality: "nlp" | "cv" | "audio" | "tabular" | "multimodal" | "rl" | "other";
  /** What it does, in one clause. */
  readonly summary: string;
  /**
   * A hint for the planning language model, beside name, arguments and output: empty if these suffice, or else the
   * words that requests use. Every request pays for its tokens.
   */
  readonly hint: string;
  /** Words and short phrases of people who do not know its name, separated by commas; may be empty. */
  readonly words: string;
  readonly args: readonly ArgSpec[];
  /** Its outputs, the main one first. Empty for tasks that no plan can use (robotics, graph-ml ...). */
  readonly outputs: readonly ValueType[];
  /** Tags whose models can substitute for this task's, best first. */
  readonly equivalents: readonly TaskId[];
  /** Other names, including removed tags and HuggingGPT's names. */
  readonly aliases: readonly string[];
  /** Whether a language model can do it from text alone. */
  readonly controllerCanDo: boolean;
  /** Whether a language model that takes pictures can do it from a picture. */
  readonly controllerCanSee: boolean;
  /** Whether its text is a result of its own, kept as a file: a transcript, a caption, a story. */
  readonly textIsResult: boolean;
  /** Whether an empty text can be the right answer: silence, a picture without text. */
  readonly textMayBeEmpty: boolean;
  /** The name of its result in an answer, such as "Summary". */
  readonly heading: string;
}

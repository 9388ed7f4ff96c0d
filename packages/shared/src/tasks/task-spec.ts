import type { ValueType } from "../nouns/value.js";
import type { TaskId } from "./task-id.js";

/** One argument of a task. */
export interface ArgSpec {
  /** As plans write it. */
  readonly name: string;
  readonly type: ValueType;
  /** Other types that the task's models can be given for it. */
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
  /** What it does: one clause. */
  readonly summary: string;
  /**
   * What a language model that plans is told of it beside its name, arguments and output: nothing if these say it, the
   * words that requests use where they do not. Every token is paid for with each request.
   */
  readonly hint: string;
  /** How people speak of it who do not know its name: words and short phrases, separated by commas; may be empty. */
  readonly words: string;
  readonly args: readonly ArgSpec[];
  /** What it returns, the main thing first. Empty for tasks that no plan can use (robotics, graph-ml ...). */
  readonly outputs: readonly ValueType[];
  /** Tags whose models can stand in for this one's, best first. */
  readonly equivalents: readonly TaskId[];
  /** Other names, removed tags and HuggingGPT's names among them. */
  readonly aliases: readonly string[];
  /** Whether a language model can do it from text alone. */
  readonly controllerCanDo: boolean;
  /** Whether a language model that takes pictures can do it from a picture. */
  readonly controllerCanSee: boolean;
  /** Whether its text is a result of its own, kept as a file: a transcript, a caption, a story. */
  readonly textIsResult: boolean;
  /** Whether no words at all may be the honest answer: silence, a picture without text. */
  readonly textMayBeEmpty: boolean;
  /** What its result is called in an answer: "Summary". */
  readonly heading: string;
}

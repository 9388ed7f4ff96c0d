import { outputsOf, type PlanArg, taskSpec, type UserFile, type ValidTask } from "@hugginggpt/shared";
import { decodeText } from "@hugginggpt/shared/http";

/** How many bytes of a text file its language is read from. */
const EXCERPT = 1_000;
/** Text arguments that are not in a language: names of languages, voices and labels. */
const NO_TEXT = /language|voice|labels|negative/;

/** A text that a step works on and that is known before anything runs. */
export interface StepText {
  readonly text: string;
  /** Whether it is in the plan, not in a file. */
  readonly isWritten: boolean;
}

/** Returns the texts that a step is given: words of its arguments, and the beginnings of text files. */
export function stepTexts({ task, args }: ValidTask, files: readonly UserFile[]): StepText[] {
  const textual = taskSpec(task).args.filter(({ type, name }) => type === "text" && !NO_TEXT.test(name));
  return textual.flatMap(({ name }) => {
    const arg = args[name];
    return arg ? textsOf(arg, files) : [];
  });
}

/** Returns the ids of the tasks whose output a step reads as text or hears, in the order of its arguments. */
export function stepSources({ args }: ValidTask): number[] {
  return Object.values(args).flatMap(outputsOf);
}

function textsOf(arg: PlanArg, files: readonly UserFile[]): StepText[] {
  switch (arg.kind) {
    case "literal": {
      const { value } = arg;
      const words = typeof value === "string" ? [value] : Array.isArray(value) ? value : [];
      return words.map((text) => ({ text, isWritten: true }));
    }
    case "file": {
      const file = files.find(({ handle }) => handle === arg.handle);
      if (file?.type !== "text") return [];
      return [{ text: decodeText(file.bytes.subarray(0, EXCERPT)).text, isWritten: false }];
    }
    case "parts":
      return arg.parts.flatMap((part) => textsOf(part, files));
    default:
      return [];
  }
}

import { outputsOf, type PlanArg, taskSpec, type UserFile, type ValidTask } from "@hugginggpt/shared";
import { decodeText } from "@hugginggpt/shared/http";

/** Bytes of a text file by which its language is told. */
const EXCERPT = 1_000;
/** Arguments in words that are no text of a language: they name languages, voices and labels. */
const NO_TEXT = /language|voice|labels|negative/;

/** A text that a step works on, as far as it is known before anything is run. */
export interface StepText {
  readonly name: string;
  readonly text: string;
  /** Whether it stands in the plan, and not in a file. */
  readonly isWritten: boolean;
}

/** Returns the texts that a step is given: words of its arguments, and the beginnings of text files. */
export function stepTexts({ task, args }: ValidTask, files: readonly UserFile[]): StepText[] {
  const textual = taskSpec(task).args.filter(({ type, name }) => type === "text" && !NO_TEXT.test(name));
  return textual.flatMap(({ name }) => {
    const arg = args[name];
    return arg ? textsOf(arg, files).map((one) => ({ name, ...one })) : [];
  });
}

/** Returns the ids of the tasks whose output a step reads as text or hears, in the order of its arguments. */
export function stepSources({ args }: ValidTask): number[] {
  return Object.values(args).flatMap(outputsOf);
}

function textsOf(arg: PlanArg, files: readonly UserFile[]): Omit<StepText, "name">[] {
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

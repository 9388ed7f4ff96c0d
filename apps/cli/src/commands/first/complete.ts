import { didYouMean, Fault, oneLine } from "@hugginggpt/shared";
import { fixed } from "../../lang/words.js";
import type { CliCommand } from "../../program/cli-command.js";
import type { CliContext } from "../../program/cli-context.js";
import { type Completions, completeWords } from "../../program/line/complete-words.js";
import type { Program } from "../../program/line/program-shape.js";
import { bashScript } from "./bash-script.js";
import { SHELLS, valueSource } from "./value-source.js";

/** Directives of the scripts, the same as cobra's: complete names of files as well, or do not. */
const FILES = ":0";
const NO_FILES = ":4";
/** Values that need no quotes in a shell; others are not offered. */
const PLAIN = /^[\w.:/@+,=~-]+$/;

/**
 * Answers a shell that completes a command line: prints one line for each possible last word, with a tab before its
 * description, then a directive.
 */
export async function answerShell(
  words: readonly string[],
  program: Program,
  root: CliCommand,
): Promise<void> {
  const { list, files } = await completions(words, program, root);
  const lines = list
    .filter(({ value }) => PLAIN.test(value))
    .map(({ value, about }) => `${value}\t${oneLine(fixed(about), 80)}`);
  root.context.out.write([...lines, files ? FILES : NO_FILES, ""].join("\n"));
}

/** Errors are not shown, because the shell takes all output for completions. */
async function completions(
  words: readonly string[],
  program: Program,
  root: CliCommand,
): Promise<Completions> {
  try {
    return await completeWords(words, { program, root, values: valueSource(program, root.context) });
  } catch {
    return { list: [], files: true };
  }
}

/** The names under which the programs are installed. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  hugginggpt: ["hugginggpt", "hgpt", "indexer", "registry"],
};

/** Prints a shell's completion script; `hugginggpt`'s serves all programs. @throws Fault USAGE for another shell. */
export async function printScript(
  [shell, ...others]: readonly string[],
  { name }: Program,
  context: CliContext,
): Promise<void> {
  const known = SHELLS.find((one) => one === shell);
  if (!known || others.length > 0) {
    throw new Fault("USAGE", "Completion is for one shell", {
      wanted: SHELLS.join(", "),
      came: [shell, ...others].filter(Boolean).join(" ") || "none",
      next: (shell && didYouMean(shell, SHELLS)) || `For instance ${name} complete bash.`,
    });
  }
  const programs = NAMES[name] ?? [name];
  if (known === "bash") {
    context.out.write(programs.map(bashScript).join("\n"));
    return;
  }
  const { script } = await import("@bomb.sh/tab");
  // It writes to standard output by itself.
  for (const program of programs) script(known, program, program);
}

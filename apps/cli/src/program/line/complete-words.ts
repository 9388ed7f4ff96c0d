import { Command, type Option } from "commander";
import { CliCommand } from "../cli-command.js";
import type { Program } from "./program-shape.js";

/** A possible last word. */
export interface Completion {
  readonly value: string;
  /** A short description; may be empty. */
  readonly about: string;
}

/** What a shell shows. */
export interface Completions {
  readonly list: readonly Completion[];
  /** Whether it may also be the name of a file. */
  readonly files: boolean;
}

/** A source of values that no command lists. */
export interface ValueSource {
  /** Returns the values of an option by its name in camel case. `isList`: it takes several, separated by commas. */
  readonly option: (name: string) => Promise<Completions & { readonly isList?: boolean }>;
  /** Returns the possible arguments of a command such as `runs show`, after other arguments. */
  readonly argument: (command: string, before: readonly string[]) => Promise<Completions>;
}

/**
 * Returns the possible last words of a command line: commands, options, and values of options and arguments. `values`
 * provides values that no command lists. Only the named command is loaded.
 */
export async function completeWords(
  words: readonly string[],
  { program, root, values }: Completing,
): Promise<Completions> {
  const before = words.slice(0, -1);
  const last = words.at(-1) ?? "";
  const { command, options, operands, wanting } = await place(before, { program, root });
  if (wanting) return startingWith(last, await valuesOf(wanting, last, values));
  const [, name, begun = ""] = /^(--[a-z-]+)=(.*)$/s.exec(last) ?? [];
  const named = options.find(({ long }) => long === name);
  if (named) {
    const { list, files } = await valuesOf(named, begun, values);
    return startingWith(last, {
      list: list.map((one) => ({ ...one, value: `${name}=${one.value}` })),
      files,
    });
  }
  if (last.startsWith("-")) return startingWith(last, { list: options.flatMap(flagsOf), files: false });
  const commands = command.commands.map((one) => ({ value: one.name(), about: one.description() }));
  if (operands.length === 0 && commands.length > 0)
    return startingWith(last, { list: commands, files: false });
  return startingWith(last, await values.argument(pathOf(command), operands));
}

/** What completion needs. */
interface Completing {
  readonly program: Program;
  readonly root: CliCommand;
  readonly values: ValueSource;
}

/** Where the words before the last lead. */
interface Place {
  readonly command: Command;
  readonly options: readonly Option[];
  /** The words after the command that are no options. */
  readonly operands: readonly string[];
  /** The option whose value comes next. */
  readonly wanting: Option | null;
}

async function place(
  words: readonly string[],
  { program, root }: Omit<Completing, "values">,
): Promise<Place> {
  let command: Command = root;
  let options: readonly Option[] = await defaultOptions(program, root);
  let wanting: Option | null = null;
  const operands: string[] = [];
  for (const word of words) {
    if (wanting) {
      wanting = null;
      continue;
    }
    const option = options.find(({ short, long }) => word === short || word === long);
    const inner = command.commands.find((one) => one.name() === word);
    if (option) wanting = option.required ? option : null;
    else if (inner && operands.length === 0) {
      command = await loaded(inner, command === root ? program : null);
      options = [...command.options, ...root.options, HELP];
    } else if (!word.startsWith("-")) operands.push(word);
  }
  return { command, options, operands, wanting };
}

const HELP = new Command().createOption("--help", "display help for command");

/** A command line may begin with options of the command for requests. */
async function defaultOptions(program: Program, root: CliCommand): Promise<readonly Option[]> {
  const entry = program.byDefault ? program.commands[program.byDefault] : undefined;
  const own = [...root.options, HELP];
  return entry
    ? [...own, ...(await entry.load())(new CliCommand(program.byDefault, root.context)).options]
    : own;
}

async function loaded(command: Command, program: Program | null): Promise<Command> {
  const entry = program?.commands[command.name()];
  return entry && command instanceof CliCommand ? (await entry.load())(command) : command;
}

async function valuesOf(option: Option, begun: string, values: ValueSource): Promise<Completions> {
  if (option.argChoices)
    return { list: option.argChoices.map((value) => ({ value, about: "" })), files: false };
  if (/<(?:file|dir|path|folder)>/.test(option.flags)) return { list: [], files: true };
  const { list, files, isList } = await values.option(option.attributeName());
  const earlier = isList ? begun.slice(0, begun.lastIndexOf(",") + 1) : "";
  return { list: list.map((one) => ({ ...one, value: `${earlier}${one.value}` })), files };
}

function flagsOf({ long, description, hidden }: Option): Completion[] {
  return long && !hidden ? [{ value: long, about: description }] : [];
}

/** `runs show` for the command `hugginggpt runs show`. */
function pathOf(command: Command): string {
  return command.parent?.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}

function startingWith(begun: string, { list, files }: Completions): Completions {
  return { list: list.filter(({ value }) => value.startsWith(begun)), files };
}

import type { Command, Option } from "commander";
import { likeCommands } from "../../all-commands.js";

/**
 * Inserts the name of the command that takes requests before a command line that starts with no command and is a
 * request; returns others unchanged, a mistyped command without its arguments. A request contains a space or a letter
 * that no command has, follows `--`, or consists of words with options of that command; a word similar to a command
 * counts as mistyped. `load` creates that command when its options are needed; null if the program has none.
 */
export async function asRequest(
  args: readonly string[],
  root: Command,
  load: () => Promise<Command | null>,
): Promise<readonly string[]> {
  const at = afterOptions(args, root.options);
  const [first, ...others] = args.slice(at);
  if (first === undefined || isCommand(first, root) || ["-h", "--help", "--version"].includes(first))
    return args;
  const isOption = first.startsWith("-") && first !== "--" && first !== "-";
  if (!isOption && first !== "--" && !isText(first)) {
    if (likeCommands(first) !== "") return args.slice(0, at + 1);
    if (!others.some((one) => one.startsWith("-"))) return args;
  }
  const command = await load();
  if (!command) return args;
  const isRequest = isText(first) || first === "--" || hasOptions(args.slice(at), command, root);
  return isRequest ? [...args.slice(0, at), command.name(), ...args.slice(at)] : args;
}

/** Whether these are options of the command, or meant as such, and no other command stands among them. */
function hasOptions(args: readonly string[], command: Command, root: Command): boolean {
  const probe = command.exitOverride().configureOutput({ writeErr: () => undefined });
  try {
    const { operands, unknown } = probe.parseOptions([...args]);
    return !isCommand(operands[0] ?? "", root) && !unknown.some((one) => ["-h", "--help"].includes(one));
  } catch {
    return true; // An invalid value, which the command reports.
  }
}

/** Whether a word cannot be the name of a command: it has a space or a letter beyond ASCII, or is empty. */
function isText(word: string): boolean {
  return word.trim() === "" || /\s|[^\p{ASCII}]/u.test(word.trim());
}

function isCommand(word: string, root: Command): boolean {
  return root.commands.some((one) => one.name() === word);
}

/** Returns the place of the first word that is neither an option of the program itself nor its value. */
function afterOptions(args: readonly string[], options: readonly Option[]): number {
  const at = args.findIndex((word, place) => {
    const isValue = options.some((one) => one.required && isNamed(one, args[place - 1]));
    return !isValue && !options.some((one) => isNamed(one, word) || word.startsWith(`${one.long}=`));
  });
  return at < 0 ? args.length : at;
}

function isNamed({ short, long }: Option, word: string | undefined): boolean {
  return word !== undefined && (word === short || word === long);
}

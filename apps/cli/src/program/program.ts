import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { Option } from "commander";
import { likeCommands } from "../all-commands.js";
import { LANGUAGES, type Language } from "../lang/language.js";
import { fixed } from "../lang/words.js";
import { shellWords } from "../schedule/quote-words.js";
import { CliCommand, type JsonOptions } from "./cli-command.js";
import { type CliContext, printJson, printLine } from "./cli-context.js";
import { asRequest } from "./line/bare-request.js";
import type { Program } from "./line/program-shape.js";
import { version } from "./version.js";

export type { Program };

/** Returns the words of a command line, with the name of the command before a bare request (see `asRequest`). */
export async function meantWords(
  program: Program,
  args: readonly string[],
  root: CliCommand,
): Promise<readonly string[]> {
  // After a command -v is that command's.
  if (args.length === 1 && args[0] === "-v") return ["--version"];
  if (args[0] === "complete" && args[1] === "--") return ["complete", `--${ANSWER}`, ...args.slice(1)];
  const entry = program.byDefault && program.commands[program.byDefault];
  return asRequest(args, root, async () =>
    entry ? (await entry.load())(new CliCommand(program.byDefault, root.context)) : null,
  );
}

/** The options that can come before a command. */
export interface ProgramFlags {
  configFile?: string | undefined;
  language?: Language | undefined;
}

/** Returns a program's command line, with `--config` and `--lang` before and after the name of each command. */
export function commandLine(program: Program, context: CliContext & ProgramFlags): CliCommand {
  const root = new CliCommand(program.name, context)
    .description(program.description)
    .version(version(), "--version", "print the version (also -v)")
    .option(
      "--config <file>",
      "configuration file (also HUGGINGGPT_CONFIG; default: hugginggpt.config.json here or in the home directory)",
    )
    .addOption(
      new Option(
        "--lang <language>",
        "language of help and messages (also HUGGINGGPT_LANG; default: by the locale)",
      ).choices(LANGUAGES),
    )
    .hook("preAction", () => {
      const { config, lang } = root.opts<{ config?: string; lang?: Language }>();
      Object.assign(context, { configFile: config, language: lang } satisfies ProgramFlags);
    })
    .hook("preSubcommand", async (_root, command) => {
      const load = program.commands[command.name()]?.load;
      if (load && command instanceof CliCommand) (await load())(command);
    });
  for (const [name, { description }] of Object.entries(program.commands))
    root
      .command(name)
      .description(description)
      .configureHelp({ ...root.configureHelp(), showGlobalOptions: true });
  withHelpCommand(root, program);
  withCompleteCommand(root, program);
  withVersionCommand(root);
  root
    .addHelpText("after", program.footnote ? `\n${fixed(program.footnote)}` : "")
    .allowExcessArguments()
    .action(async () => {
      if (root.args.length > 0) unknownCommand(program, root);
      if (!program.greet || !context.out.isTTY) return root.help({ error: true });
      await (await program.greet())(context);
    });
  return root;
}

/** Says what the user may have meant: another command, or a request, perhaps with files. */
function unknownCommand({ name, byDefault }: Program, root: CliCommand): never {
  const [word = "", ...others] = root.args;
  const like = likeCommands(word, name);
  const isFile = (one: string): boolean => existsSync(resolve(root.context.cwd, one));
  const files = root.args.filter(isFile).map((one) => ` -f ${shellWords([one])}`);
  const request = root.args.filter((one) => !isFile(one)).join(" ") || "summarize this";
  const orRun =
    files.length > 0
      ? `A file is given with -f: ${name} ${byDefault} "${request}"${files.join("")}`
      : others.length > 0
        ? `For a request: ${name} ${byDefault} "${request}"`
        : `For a request of one word: ${name} ${byDefault} "${request}"`;
  const lines = [`error: unknown command '${word}'`, like || (byDefault ? orRun : "")].filter(Boolean);
  root.error(lines.join("\n"), { code: "commander.unknownCommand" });
}

function withVersionCommand(root: CliCommand): void {
  root
    .command("version")
    .description("print the version")
    .option("--json", "print one JSON document, with those of Node and of the platform")
    .action(({ json }: JsonOptions) => {
      const { context } = root;
      const { platform, arch, versions } = process;
      if (json) printJson(context, { version: version(), node: versions.node, platform, arch });
      else printLine(context, version());
    });
}

/** Adds `help`: commander's own would show the help of a command that is not loaded, and knows no pages. */
function withHelpCommand(root: CliCommand, program: Program): void {
  root
    .helpCommand(false)
    .command("help [name...]")
    .description("show the help of a command, or a page of the documentation")
    .action(async (words: string[]) => {
      const { printHelp } = await import("../commands/first/help.js");
      await printHelp(words, program, root);
    });
}

/** Adds `complete`: it prints a shell's script, and after `--` it answers that script. */
function withCompleteCommand(root: CliCommand, program: Program): void {
  root
    .command("complete [shell]")
    .description("print what makes bash, zsh, fish or powershell complete commands, options and values")
    .addOption(new Option(`--${ANSWER}`).hideHelp())
    .allowExcessArguments()
    .textBelow(COMPLETE_HELP)
    .action(async (_shell: string | undefined, options: object, { args }: CliCommand) => {
      const shell = await import("../commands/first/complete.js");
      if (ANSWER in options) await shell.answerShell(args, program, root);
      else await shell.printScript(args, program, root.context);
    });
}

/** The hidden option that marks `complete --`, the call of a script. */
const ANSWER = "answer";

const COMPLETE_HELP = `
Examples, for the file that the shell reads when it starts:
  eval "$(hugginggpt complete bash)"                                      # ~/.bashrc
  eval "$(hugginggpt complete zsh)"                                       # ~/.zshrc, after compinit
  hugginggpt complete fish | source                                       # ~/.config/fish/config.fish
  hugginggpt complete powershell | Out-String | Invoke-Expression         # $PROFILE`;

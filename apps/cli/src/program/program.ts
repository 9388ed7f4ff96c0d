import { Command } from "commander";
import { likeCommands } from "../all-commands.js";
import type { CliContext } from "./cli-context.js";
import { version } from "./version.js";

/** One command of a program. Its options, help and work are loaded when it is used. */
export interface CommandEntry {
  readonly description: string;
  /** Loads what gives the command its options, help and action. */
  readonly load: () => Promise<(command: Command, context: CliContext) => Command>;
}

/** What a user starts: `hugginggpt`, `indexer` or `registry`. */
export interface Program {
  readonly name: string;
  readonly description: string;
  readonly commands: Readonly<Record<string, CommandEntry>>;
}

/** Returns a program's command line, with `--config` before and after the name of each command. */
export function commandLine(
  program: Program,
  context: CliContext & { configFile?: string | undefined },
): Command {
  const root = new Command(program.name)
    .description(program.description)
    .version(version())
    .option(
      "--config <file>",
      "configuration file (also HUGGINGGPT_CONFIG; default: hugginggpt.config.json here or in the home directory)",
    )
    .hook("preAction", () => {
      context.configFile = root.opts<{ config?: string }>().config;
    })
    .hook("preSubcommand", async (_root, command) => {
      const load = program.commands[command.name()]?.load;
      if (load) inContext((await load())(command, context), context, `${program.name} `);
    });
  root.on("command:*", ([word = ""]: readonly string[]) => {
    const like = likeCommands(word);
    root.error(`error: unknown command '${word}'${like && `\n${like}`}`, {
      code: "commander.unknownCommand",
    });
  });
  for (const [name, { description }] of Object.entries(program.commands))
    root.command(name).description(description).configureHelp({ showGlobalOptions: true });
  return inContext(withHelpCommand(root), context);
}

/** Adds `help`: commander's own would show the help of a command that is not loaded. */
function withHelpCommand(root: Command): Command {
  root
    .helpCommand(false)
    .command("help [command]")
    .description("display help for command")
    .action(async (name?: string) => {
      if (name !== undefined && !root.commands.some((one) => one.name() === name)) root.help({ error: true });
      await root.parseAsync(name === undefined ? ["--help"] : [name, "--help"], { from: "user" });
    });
  return root;
}

/**
 * Makes a command and those under it write to the context's streams, throw where commander would end the process, and
 * name their help after a wrong option; `addCommand` passes nothing on.
 */
export function inContext(command: Command, context: CliContext, parents = ""): Command {
  const name = `${parents}${command.name()}`;
  for (const one of command.commands) inContext(one, context, `${name} `);
  return command
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.out.write(text),
      writeErr: (text) => context.err.write(text),
    })
    .showHelpAfterError(`See \`${name} --help\`.`);
}

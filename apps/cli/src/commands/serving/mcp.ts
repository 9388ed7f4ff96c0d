import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { Readable, Writable } from "node:stream";
import { keepHome } from "@hugginggpt/runtime/home";
import { serveTools } from "@hugginggpt/server";
import { Fault } from "@hugginggpt/shared";
import { closing } from "../../compose/closing.js";
import { findHome } from "../../compose/home.js";
import { openServer } from "../../compose/open-server.js";
import type { ConfigFlags } from "../../config/configuration.js";
import type { CliCommand } from "../../program/cli-command.js";
import type { CliContext } from "../../program/cli-context.js";
import { collect, wholeNumber } from "../../program/options.js";
import { addModelOptions } from "../run-options.js";

interface McpOptions extends ConfigFlags {
  readonly allow?: readonly string[];
  readonly runs: number;
}

const EXAMPLES = `
Examples:
  $ hugginggpt mcp                                  # a client starts it and talks to it over standard input and output
  $ hugginggpt mcp --allow ~/Pictures               # tools may read the files in this folder, and no others
  $ claude mcp add hugginggpt -- hugginggpt mcp --allow ~/Pictures

Claude Desktop, Cursor and LM Studio:

  {"mcpServers": {"hugginggpt": {"command": "hugginggpt", "args": ["mcp"]}}}

The configuration file in the current directory is ignored; the one in the home directory applies. Files that are made go
into the home directory's outputs/. Over HTTP the same tools are at /mcp of \`hugginggpt serve\`.`;

/** Gives `hugginggpt mcp` its options, help and action, and returns it. */
export function mcpCommand(command: CliCommand): CliCommand {
  command
    .option("--allow <dir>", "folder whose files tools may read (repeatable)", collect)
    .option("--runs <n>", "the most runs at the same time", wholeNumber(1), 4);
  return addModelOptions(command)
    .home(EXAMPLES)
    .action((options: McpOptions) => serveMcp(options, command.context));
}

async function serveMcp({ allow, runs, ...flags }: McpOptions, context: CliContext): Promise<void> {
  const streams = streamsOf(context);
  const folders = (allow ?? []).map((folder) => resolve(context.cwd, folder));
  for (const folder of folders) await requireFolder(folder);
  const { path: home } = findHome(flags.home || context.env.HUGGINGGPT_HOME);
  keepHome(home);
  const elsewhere = { ...context, cwd: home };
  const access = { token: null, hosts: () => [], origins: [] };
  const setup = { access, publicUrl: null, jarvis: false, runs, page: null };
  await closing(await openServer(flags, setup, elsewhere), ({ options }) =>
    serveTools(options, { ...streams, folders, signal: context.signal }),
  );
}

async function requireFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) return;
  throw new Fault("USAGE", `${path} is not a folder`, { next: "Give --allow a folder that is there." });
}

function streamsOf(context: CliContext): { readonly in: Readable; readonly out: Writable } {
  const { in: input, out } = context;
  if (input instanceof Readable && out instanceof Writable && !context.in.isTTY) return { in: input, out };
  throw new Fault("USAGE", "This command is started by a client, not typed at a terminal", {
    next: "Name the command in the client's settings; see `hugginggpt mcp --help`.",
  });
}

import { resolve } from "node:path";
import { requirePlace } from "@hugginggpt/runtime";
import { Fault } from "@hugginggpt/shared";
import type { Command } from "commander";
import { FileReader } from "../compose/file-reader.js";
import { openRuntime } from "../compose/runtime.js";
import type { ConfigFlags } from "../config/configuration.js";
import { ChatSession } from "../program/chat-session.js";
import type { CliContext } from "../program/cli-context.js";
import { readLines } from "../program/read-lines.js";
import { fileOption } from "./file-option.js";
import { homeOption } from "./home-option.js";
import { addModelOptions } from "./model-options.js";

interface ChatOptions extends ConfigFlags {
  readonly file?: readonly string[];
  readonly out?: string;
  readonly quiet?: boolean;
  /** False by `--no-inline`. */
  readonly inline: boolean;
}

const HELP = `
Examples:
  $ hugginggpt chat --file photo.jpg
  > describe this photo
  > make the second picture darker
  $ printf 'draw a cat\\nmake it darker\\n' | hugginggpt chat --quiet      # a line is a request

/file PATH adds a file, a folder or an address, /files lists what can be referred to, /plan shows the last plan, /runs
the latest runs, /help all of this, /quit leaves. Ctrl-C cancels the request that runs, and leaves where none does.`;

/** Gives `hugginggpt chat` its options, help and action, and returns it. */
export function chatCommand(command: Command, context: CliContext): Command {
  command
    .addOption(fileOption())
    .option("-o, --out <dir>", "directory for the files that are made (default: outputs/<run>/)")
    .option("--no-inline", "show no pictures in the terminal")
    .option("-q, --quiet", "print answers and files only");
  return addModelOptions(command)
    .addOption(homeOption())
    .addHelpText("after", HELP)
    .action((options: ChatOptions) => chat(options, context));
}

async function chat(options: ChatOptions, context: CliContext): Promise<void> {
  if (options.file?.includes("-"))
    throw new Fault("USAGE", "A chat reads its requests from standard input", {
      next: "Name a file instead of -.",
    });
  if (options.out !== undefined) await requirePlace(resolve(context.cwd, options.out));
  const reader = new FileReader(options, context);
  const files = await reader.read(options.file ?? []);
  const opened = await openRuntime({ ...options, persist: true }, context);
  try {
    const session = new ChatSession(opened, reader, files, options, context);
    await readLines("> ", session, context);
  } finally {
    await opened.close();
  }
}

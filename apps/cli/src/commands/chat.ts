import { resolve } from "node:path";
import { type EarlierChat, lastChat, requirePlace } from "@hugginggpt/runtime";
import { Fault, oneLine } from "@hugginggpt/shared";
import { FileReader } from "../compose/file-reader.js";
import { withRuntime } from "../compose/runtime.js";
import type { ConfigFlags } from "../config/configuration.js";
import { t } from "../lang/words.js";
import { ChatSession } from "../program/chat/chat-session.js";
import { readLines } from "../program/chat/read-lines.js";
import type { CliCommand } from "../program/cli-command.js";
import { type CliContext, noteLine } from "../program/cli-context.js";
import { addModelOptions, fileOption, verboseOption } from "./run-options.js";

interface ChatOptions extends ConfigFlags {
  readonly file?: readonly string[];
  readonly out?: string;
  readonly continue?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** False by `--no-inline`. */
  readonly inline: boolean;
}

const HELP = `
Examples:
  $ hugginggpt chat --file photo.jpg
  > describe this photo
  > make the second picture darker
  $ printf 'draw a cat\\nmake it darker\\n' | hugginggpt chat --quiet      # each line is a request

/help lists the commands; Tab completes them, and paths after /file. Pasted text, and text between lines of """, is one
request. Ctrl-C cancels a running request, clears a half-typed line, and ends the chat on an empty line.`;

/** Gives `hugginggpt chat` its options, help and action, and returns it. */
export function chatCommand(command: CliCommand): CliCommand {
  command
    .addOption(fileOption())
    .option("-c, --continue", "continue the last chat, with its messages and files")
    .option("-o, --out <dir>", "directory for the files that are made (default: outputs/<run>/)")
    .option("--no-inline", "show no pictures in the terminal")
    .addOption(verboseOption())
    .option("-q, --quiet", "print answers and files only");
  return addModelOptions(command)
    .home(HELP)
    .action((options: ChatOptions) => chat(options, command.context));
}

async function chat(options: ChatOptions, context: CliContext): Promise<void> {
  if (options.file?.includes("-"))
    throw new Fault("USAGE", "A chat reads its requests from standard input", {
      next: "Name a file instead of -.",
    });
  if (options.out !== undefined) await requirePlace(resolve(context.cwd, options.out));
  const reader = new FileReader(options, context);
  const files = await reader.read(options.file ?? []);
  await withRuntime({ ...options, persist: true }, context, async (opened) => {
    const earlier = options.continue && opened.storage ? await lastChat(opened.storage) : null;
    const session = new ChatSession(opened, reader, earlier, options, context);
    session.addFiles(files);
    if (!options.quiet) noteLine(context, greeting(options, earlier));
    await readLines("> ", session, context);
  });
}

function greeting({ continue: isContinued }: ChatOptions, earlier: EarlierChat | null): string {
  if (earlier) return t`Continuing after "${oneLine(earlier.request, 60)}". /help lists the commands.`;
  const before = isContinued ? t`There is no earlier chat here; starting a new one. ` : "";
  return t`${before}Each line is a request. /help lists the commands, Tab completes them, Ctrl-D ends the chat.`;
}

import { EXIT } from "@hugginggpt/shared";
import { withHome } from "../compose/open-home.js";
import { say, t } from "../lang/words.js";
import type { CliCommand, JsonOptions } from "../program/cli-command.js";
import { type CliContext, printJson, printLine } from "../program/cli-context.js";

/** Gives `indexer verify` its options, help and action, and returns it. */
export function verifyCommand(command: CliCommand): CliCommand {
  return command
    .json()
    .home("\nNothing is changed. Ends with exit code 4 if something is wrong, and says what to do.")
    .action((options: JsonOptions) => verify(options, command.context));
}

async function verify(options: JsonOptions, context: CliContext): Promise<void> {
  await withHome({ ...options, bare: true }, context, async (home) => {
    const found = await home.verify();
    if (!found.ok) context.exitWith(EXIT.registry);
    if (options.json) return printJson(context, { ...found, file: home.files.registry });
    const width = Math.max(...found.checks.map(({ name }) => name.length));
    for (const { name, ok, detail, next } of found.checks) {
      printLine(context, `${ok ? t`ok    ` : t`wrong `}  ${name.padEnd(width)}  ${say(detail)}`);
      if (next) printLine(context, `${" ".repeat(width + 10)}${next}`);
    }
  });
}

import { EXIT } from "@hugginggpt/shared";
import type { Command } from "commander";
import { openHome } from "../compose/open-home.js";
import { type CliContext, printJson, printLine } from "../program/cli-context.js";
import { type HomeOption, homeOption } from "./home-option.js";

interface VerifyOptions extends HomeOption {
  readonly json?: boolean;
}

/** Gives `indexer verify` its options, help and action, and returns it. */
export function verifyCommand(command: Command, context: CliContext): Command {
  return command
    .option("--json", "print one JSON document")
    .addOption(homeOption())
    .addHelpText(
      "after",
      "\nNothing is changed. Ends with exit code 4 if something is wrong, and says what to do.",
    )
    .action((options: VerifyOptions) => verify(options, context));
}

async function verify(options: VerifyOptions, context: CliContext): Promise<void> {
  const home = await openHome(options, context, { bare: true });
  try {
    const found = await home.verify();
    if (!found.ok) context.exitWith(EXIT.registry);
    if (options.json) return printJson(context, { ...found, file: home.files.registry });
    const width = Math.max(...found.checks.map(({ name }) => name.length));
    for (const { name, ok, detail, next } of found.checks) {
      printLine(context, `${ok ? "ok    " : "wrong "}  ${name.padEnd(width)}  ${detail}`);
      if (next) printLine(context, `${" ".repeat(width + 10)}${next}`);
    }
  } finally {
    home.close();
  }
}

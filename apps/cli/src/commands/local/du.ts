import { walkBytes } from "@hugginggpt/local";
import { fixed } from "../../lang/words.js";
import type { CliCommand, JsonOptions } from "../../program/cli-command.js";
import { type CliContext, printJson, printLine } from "../../program/cli-context.js";
import { byteSize } from "../../render/format.js";
import { tableLines } from "../../render/table.js";
import { withLocal } from "./with-local.js";

/** Returns `hugginggpt local du`. */
export function duCommand(parent: CliCommand): CliCommand {
  return parent
    .command("du")
    .description("show how much disk space local models use")
    .json()
    .home()
    .action((options: JsonOptions) => du(options, parent.context));
}

async function du({ json, ...flags }: JsonOptions, context: CliContext): Promise<void> {
  await withLocal(flags, context, async (machine, { local }) => {
    const models = await machine.shelf.list();
    const cached = models.filter(({ place }) => place === "hub-cache");
    const parts = [
      { what: "the local runtime", bytes: await walkBytes(local.runtime), path: local.runtime },
      { what: "pulled models", bytes: await walkBytes(local.models), path: local.models },
      { what: "in the Hub's cache", bytes: sum(cached.map(({ bytes }) => bytes)), path: local.hubCache },
    ];
    const total = sum(parts.map(({ bytes }) => bytes));
    if (json) return printJson(context, { parts, total });
    const rows = parts.map(({ what, bytes, path }) => [fixed(what), byteSize(bytes), path]);
    const lines = tableLines(
      ["what", "size", "where"].map(fixed),
      [...rows, [fixed("all"), byteSize(total), ""]],
      [1],
    );
    for (const line of lines) printLine(context, line);
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

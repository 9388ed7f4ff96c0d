import { t } from "../../lang/words.js";
import type { CliCommand, JsonOptions } from "../../program/cli-command.js";
import { type CliContext, printJson, printLine } from "../../program/cli-context.js";
import { byteSize } from "../../render/format.js";
import { withLocal } from "./with-local.js";

/** Returns `hugginggpt local rm`. */
export function removeCommand(parent: CliCommand): CliCommand {
  return parent
    .command("rm")
    .description("remove a pulled model, or unregister a folder of yours (its files stay)")
    .argument("<model>", "owner/name, or local:/path/to/model")
    .json()
    .home()
    .action((model: string, options: JsonOptions) => remove(model, options, parent.context));
}

async function remove(model: string, { json, ...flags }: JsonOptions, context: CliContext): Promise<void> {
  await withLocal(flags, context, async (machine) => {
    const { bytes, kept } = await machine.shelf.remove(model);
    if (json) return printJson(context, { model, bytes, kept });
    const what = kept === null ? t`Removed ${model}: ${byteSize(bytes)}` : t`Forgot ${model}; ${kept} stays`;
    printLine(context, what);
  });
}

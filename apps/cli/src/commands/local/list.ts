import type { LocalModel } from "@hugginggpt/local";
import { fixed, t } from "../../lang/words.js";
import type { CliCommand, JsonOptions } from "../../program/cli-command.js";
import { type CliContext, noteLine, printJson, printLine } from "../../program/cli-context.js";
import { byteSize, count } from "../../render/format.js";
import { tableLines } from "../../render/table.js";
import { withLocal } from "./with-local.js";

const PLACES: Readonly<Record<LocalModel["place"], string>> = {
  pulled: "pulled",
  "hub-cache": "the Hub's cache",
  folder: "your folder",
};

/** Returns `hugginggpt local list`. */
export function listModelsCommand(parent: CliCommand): CliCommand {
  return parent
    .command("list")
    .description("list the models on this machine")
    .json()
    .home()
    .action((options: JsonOptions) => list(options, parent.context));
}

async function list({ json, ...flags }: JsonOptions, context: CliContext): Promise<void> {
  await withLocal(flags, context, async (machine) => {
    const models = await machine.shelf.list();
    if (json) return printJson(context, { installed: machine.isInstalled, models: models.map(modelJson) });
    if (!machine.isInstalled)
      noteLine(context, t`The local runtime is not installed. Install it with \`hugginggpt local install\`.`);
    const rows = models.map((one) => [
      one.id,
      one.task ?? "-",
      one.weights?.dtype ?? "-",
      byteSize(one.bytes),
      fixed(PLACES[one.place]),
    ]);
    if (rows.length === 0)
      return noteLine(context, t`No models yet. \`hugginggpt local pull ID\` fetches one.`);
    for (const line of tableLines(["model", "task", "weights", "size", "from"].map(fixed), rows, [3]))
      printLine(context, line);
    noteLine(context, `${count(rows.length, "model")}.`);
  });
}

/** Returns a model as it is printed in documents. */
export function modelJson({ id, place, dir, revision, task, weights, bytes }: LocalModel) {
  return { id, place, dir, revision, task, weights: weights?.dtype ?? null, bytes };
}

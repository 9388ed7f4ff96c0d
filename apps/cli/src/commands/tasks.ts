import type { Command } from "commander";
import { openHome } from "../compose/open-home.js";
import { type RunsAt, type TaskRow, taskRows } from "../compose/task-rows.js";
import { type CliContext, printJson, printLine } from "../program/cli-context.js";
import { tableLines } from "../render/table.js";
import { type HomeOption, homeOption } from "./home-option.js";

interface TasksOptions extends HomeOption {
  readonly json?: boolean;
}

/** Gives `registry tasks` its options, help and action, and returns it. */
export function tasksCommand(command: Command, context: CliContext): Command {
  return command
    .option("--json", "print one JSON document")
    .addOption(homeOption())
    .action((options: TasksOptions) => tasks(options, context));
}

async function tasks(options: TasksOptions, context: CliContext): Promise<void> {
  const home = await openHome(options, context);
  try {
    const rows = await taskRows(home);
    if (options.json) return printJson(context, { tasks: rows });
    const lines = tableLines(
      ["task", "models", "run here", "where", "arguments", "returns", "aliases"],
      rows.map((row) => [
        row.id,
        String(row.models),
        String(row.runnable),
        whereOf(row.where),
        argumentsOf(row),
        row.outputs.join(", "),
        row.aliases.join(", "),
      ]),
      [1, 2],
    );
    for (const line of lines) printLine(context, line);
  } finally {
    home.close();
  }
}

/** "30 hf-inference, 4 fal-ai (image-to-image), language model": models that stand in have their own task behind them. */
function whereOf(where: readonly RunsAt[]): string {
  return where
    .map(({ at, as, models }) =>
      at === "controller"
        ? "language model"
        : `${models} ${at.replace(/^provider:/, "")}${as ? ` (${as})` : ""}`,
    )
    .join(", ");
}

function argumentsOf({ args }: TaskRow): string {
  return args
    .map(({ name, list, required }) => `${name}${list ? "[]" : ""}${required ? "" : "?"}`)
    .join(", ");
}

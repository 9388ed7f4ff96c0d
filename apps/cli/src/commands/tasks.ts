import { allTasks, type TaskCount, taskSpec } from "@hugginggpt/shared";
import { Command } from "commander";
import { openHome } from "../compose/open-home.js";
import { type CliContext, printJson, printLine } from "../program/cli-context.js";
import { tableLines } from "../render/table.js";
import { type HomeOption, homeOption } from "./home-option.js";

interface TasksOptions extends HomeOption {
  readonly json?: boolean;
}

/** Returns `registry tasks`. */
export function tasksCommand(context: CliContext): Command {
  return new Command("tasks")
    .description("list the task catalogue: arguments, outputs, aliases, how many models, how many run here")
    .option("--json", "print one JSON document")
    .addOption(homeOption())
    .action((options: TasksOptions) => tasks(options, context));
}

async function tasks(options: TasksOptions, context: CliContext): Promise<void> {
  const home = await openHome(options, context);
  try {
    const counts = new Map((await home.registry.tasks(home.enabled)).map((one) => [one.task, one]));
    const rows = allTasks().map((spec) => ({ ...spec, ...countOf(counts.get(spec.id)) }));
    if (options.json) return printJson(context, { tasks: rows });
    const lines = tableLines(
      ["task", "models", "run here", "arguments", "returns", "aliases"],
      rows.map((row) => [
        row.id,
        String(row.models),
        String(row.runnable),
        argumentsOf(row.id),
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

function countOf(found: TaskCount | undefined): { models: number; runnable: number } {
  return { models: found?.models ?? 0, runnable: found?.runnable ?? 0 };
}

function argumentsOf(id: TaskCount["task"]): string {
  return taskSpec(id)
    .args.map((arg) => `${arg.name}${arg.list ? "[]" : ""}${arg.required ? "" : "?"}`)
    .join(", ");
}

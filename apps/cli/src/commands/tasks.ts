import { withHome } from "../compose/open-home.js";
import { type RunsAt, type TaskRow, taskRows } from "../compose/task-rows.js";
import { t } from "../lang/words.js";
import type { CliCommand, JsonOptions } from "../program/cli-command.js";
import { type CliContext, printJson, printLine } from "../program/cli-context.js";
import { count } from "../render/format.js";
import { type Paint, paintFor } from "../render/paint.js";
import { tableLines } from "../render/table.js";

/** Gives `registry tasks` its options, help and action, and returns it. */
export function tasksCommand(command: CliCommand): CliCommand {
  return command
    .json()
    .home()
    .action((options: JsonOptions) => tasks(options, command.context));
}

async function tasks(options: JsonOptions, context: CliContext): Promise<void> {
  await withHome(options, context, async (home) => {
    const rows = await taskRows(home);
    if (options.json) return printJson(context, { tasks: rows });
    if (context.out.isTTY) {
      const paint = paintFor(context.out, context.env);
      for (const line of rows.flatMap((row) => taskLines(row, paint))) printLine(context, line);
      return;
    }
    const lines = tableLines(
      ["task", "models", t`run here`, "where", "arguments", "returns", "aliases"],
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
  });
}

/** Returns a task as lines that a terminal of any width can wrap. */
function taskLines(row: TaskRow, paint: Paint): string[] {
  const { id, models, runnable, where, outputs, aliases } = row;
  const here =
    runnable === 0 ? t`none runs here` : runnable === models ? t`all run here` : t`${runnable} run here`;
  return [
    `${paint.bold(id)}  ${count(models, "model")}${models > 0 || runnable > 0 ? `, ${here}` : ""}`,
    ...(outputs.length > 0 ? [`  ${argumentsOf(row)} -> ${outputs.join(", ")}`] : [t`  no plan can use it`]),
    ...(where.length > 0 ? [paint.dim(t`  at ${whereOf(where)}`)] : []),
    ...(aliases.length > 0 ? [paint.dim(t`  also ${aliases.join(", ")}`)] : []),
  ];
}

/** "30 hf-inference, 4 fal-ai (image-to-image), language model"; models of another task with that task. */
function whereOf(where: readonly RunsAt[]): string {
  return where
    .map(({ at, as, models }) =>
      at === "controller"
        ? t`language model`
        : `${models} ${at.replace(/^provider:/, "")}${as ? ` (${as})` : ""}`,
    )
    .join(", ");
}

function argumentsOf({ args }: TaskRow): string {
  return args
    .map(({ name, list, required }) => `${name}${list ? "[]" : ""}${required ? "" : "?"}`)
    .join(", ");
}

import { EXIT } from "@hugginggpt/shared";
import type { ConfigFlags } from "../config/configuration.js";
import { fixed } from "../lang/words.js";
import type { CliCommand } from "../program/cli-command.js";
import { type CliContext, noteLine, printJson, printLine } from "../program/cli-context.js";
import { planLines } from "../render/plan-view.js";
import type { ShownReport } from "../render/report-view.js";
import { runOnce } from "./run.js";
import { controllerOption, fileOption, networkOption } from "./run-options.js";

interface PlanOptions extends ConfigFlags {
  readonly file?: readonly string[];
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const NO_TASK = "No task is needed: the request is answered directly.";

const EXAMPLES = `
Examples:
  $ hugginggpt plan "describe this photo and read the description aloud" --file photo.jpg
  $ hugginggpt plan "translate this into French and German" --file letter.txt > plan.json
  $ hugginggpt run --plan plan.json --file letter.txt      # after editing it

At a terminal the plan is shown in readable form. If standard output is a file or a pipe, and with --json, it is one JSON
document, which run --plan takes; the readable form then goes to standard error, unless --quiet is given.`;

/** Gives `hugginggpt plan` its options, help and action, and returns it. */
export function planCommand(command: CliCommand): CliCommand {
  return command
    .argument("<request...>", "the request, in words")
    .addOption(fileOption())
    .addOption(controllerOption())
    .option("--json", "print one JSON document, which run --plan takes, at a terminal too")
    .option("-q, --quiet", "print the plan only")
    .addOption(networkOption())
    .home(EXAMPLES)
    .action((words: string[], options: PlanOptions) => plan(words.join(" "), options, command.context));
}

async function plan(request: string, options: PlanOptions, context: CliContext): Promise<void> {
  const { report, readable } = await runOnce(request, { ...options, json: true }, "plan", context);
  const lines = report.plan.length === 0 ? [report.answer || fixed(NO_TASK)] : planLines(report.plan);
  if (report.status !== "done") context.exitWith(EXIT.failed);
  const isRead = context.out.isTTY && !options.json;
  if (isRead) for (const line of lines) printLine(context, readable(line));
  else {
    if (!options.quiet) for (const line of lines) noteLine(context, readable(line));
    printJson(context, planDocument(report));
  }
}

/** What `run --plan` takes; what cannot run here is named beside the plan. */
function planDocument({ plan, controller, tasks }: ShownReport): object {
  const cannotRun = tasks.flatMap(({ id, task, error }) => (error ? [{ id, task, reason: error }] : []));
  return { plan, controller, ...(cannotRun.length > 0 ? { cannotRun } : {}) };
}

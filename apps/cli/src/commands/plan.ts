import { Command } from "commander";
import { type CliContext, printJson, printLine } from "../program/cli-context.js";
import { collectWhole } from "../program/options.js";
import { planLines } from "../render/run-view.js";
import { type HomeOption, homeOption } from "./home-option.js";
import { executeRequest } from "./run.js";

interface PlanOptions extends HomeOption {
  readonly file?: readonly string[];
  readonly controller?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const EXAMPLES = `
Examples:
  $ hugginggpt plan "describe this photo and read the description aloud" --file photo.jpg
  $ hugginggpt plan "translate this into French and German" --file letter.txt --json`;

/** Returns `hugginggpt plan`. */
export function planCommand(context: CliContext): Command {
  return new Command("plan")
    .description("the first stage alone: the request as a graph of tasks")
    .argument("<request...>", "what is wanted, in words")
    .option("-f, --file <path>", "a file that the request is about (repeatable)", collectWhole)
    .option("--controller <name>", "offline, openai:<model> or hf:<model> (also HUGGINGGPT_CONTROLLER)")
    .option("--json", "print one JSON document")
    .option("-q, --quiet", "print the plan only")
    .addOption(homeOption())
    .addHelpText("after", EXAMPLES)
    .action((words: string[], options: PlanOptions) => plan(words.join(" "), options, context));
}

async function plan(request: string, options: PlanOptions, context: CliContext): Promise<void> {
  const report = await executeRequest(request, { ...options, topK: 1 }, "plan", context);
  if (options.json) return printJson(context, { plan: report.plan, controller: report.controller });
  if (report.plan.length === 0) printLine(context, "No task is needed: the request is answered directly.");
  for (const line of planLines(report.plan)) printLine(context, line);
}

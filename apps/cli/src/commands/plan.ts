import { Command } from "commander";
import type { ConfigFlags } from "../config/configuration.js";
import { type CliContext, printJson, printLine } from "../program/cli-context.js";
import { collectWhole } from "../program/options.js";
import { planLines } from "../render/plan-view.js";
import { homeOption } from "./home-option.js";
import { runOnce } from "./run.js";

interface PlanOptions extends ConfigFlags {
  readonly file?: readonly string[];
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const EXAMPLES = `
Examples:
  $ hugginggpt plan "describe this photo and read the description aloud" --file photo.jpg
  $ hugginggpt plan "translate this into French and German" --file letter.txt --json > plan.json
  $ hugginggpt run --plan plan.json --file letter.txt      # after editing it`;

/** Returns `hugginggpt plan`. */
export function planCommand(context: CliContext): Command {
  return new Command("plan")
    .description("the first stage alone: the request as a graph of tasks")
    .argument("<request...>", "what is wanted, in words")
    .option("-f, --file <path>", "a file that the request is about (repeatable)", collectWhole)
    .option(
      "--controller <name>",
      "offline, or <kind>:<model> with openai, hf, azure or ollama (also HUGGINGGPT_CONTROLLER)",
    )
    .option("--json", "print one JSON document, which run --plan takes")
    .option("-q, --quiet", "print the plan only")
    .addOption(homeOption())
    .addHelpText("after", EXAMPLES)
    .action((words: string[], options: PlanOptions) => plan(words.join(" "), options, context));
}

async function plan(request: string, options: PlanOptions, context: CliContext): Promise<void> {
  const report = await runOnce(request, options, "plan", context);
  if (options.json) return printJson(context, { plan: report.plan, controller: report.controller });
  if (report.plan.length === 0) printLine(context, "No task is needed: the request is answered directly.");
  for (const line of planLines(report.plan)) printLine(context, line);
}

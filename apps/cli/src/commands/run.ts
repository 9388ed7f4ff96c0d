import type { RunReport } from "@hugginggpt/runtime";
import { EXIT, Fault } from "@hugginggpt/shared";
import { Command, Option } from "commander";
import { executeRun, readFiles } from "../compose/execute-run.js";
import { readPlanFile } from "../compose/plan-file.js";
import { composeRuntime } from "../compose/runtime.js";
import type { ConfigFlags } from "../config/configuration.js";
import { askApproval, requireTerminal } from "../program/approval.js";
import { type CliContext, printJson, printLine } from "../program/cli-context.js";
import { collectWhole } from "../program/options.js";
import { plannedLines } from "../render/plan-view.js";
import { reportLines } from "../render/report-view.js";
import { homeOption } from "./home-option.js";
import { addModelOptions } from "./model-options.js";

interface RunOptions extends ConfigFlags {
  readonly file?: readonly string[];
  readonly plan?: string;
  readonly planOnly?: boolean;
  readonly dryRun?: boolean;
  readonly approve?: boolean;
  readonly yes?: boolean;
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const EXAMPLES = `
Examples:
  $ hugginggpt run "summarize this article and read the summary aloud" --file article.txt
  $ hugginggpt run "describe this photo, translate the description into German and read it aloud" --file photo.jpg
  $ hugginggpt run "make a picture of a lighthouse at dusk" --backend providers --json
  $ hugginggpt run "transcribe this" --file talk.mp3 --dry-run      # plan and choice, nothing is executed
  $ hugginggpt run "draw a cat" --policy cheapest --licenses apache-2.0,mit --max-params 7B
  $ hugginggpt run "draw a cat" --approve                           # shows plan and models, and asks
  $ hugginggpt run --plan plan.json --file photo.jpg                # a plan of your own; - is standard input

Without credentials an offline planner and built-in tools do what they can. Set HF_TOKEN for the models of the
Hugging Face inference providers; for a controller OPENAI_API_KEY (and OPENAI_BASE_URL for a compatible server), or name
one: --controller ollama:qwen3, azure:my-deployment, hf:openai/gpt-oss-120b. \`hugginggpt config\` shows what is set.
Exit codes: 0 done, 1 failed or done in part, 2 usage, 3 configuration, 4 registry, 5 network, 130 interrupted.`;

/** Returns `hugginggpt run`. */
export function runCommand(context: CliContext): Command {
  const command = new Command("run")
    .description("plan a request, choose models, run them, answer")
    .argument("[request...]", "what is wanted, in words (may be left out with --plan)")
    .option("-f, --file <path>", "a file that the request is about (repeatable)", collectWhole)
    .option("--plan <file>", "run this plan: JSON of `hugginggpt plan --json`, or HuggingGPT's notation")
    .addOption(new Option("--plan-only", "stop after planning").conflicts("dryRun"))
    .option("--dry-run", "stop after model selection: nothing is executed")
    .option("--approve", "show plan and models and ask before anything is executed")
    .option("-y, --yes", "answer --approve with yes")
    .option("-o, --out <dir>", "directory for the files that are made (default: outputs/<run>/)")
    .option("--json", "print one JSON document")
    .option("-q, --quiet", "print the answer and the files only");
  return addModelOptions(command)
    .addOption(homeOption())
    .addHelpText("after", EXAMPLES)
    .action((words: string[], options: RunOptions) => run(words.join(" "), options, context));
}

async function run(request: string, options: RunOptions, context: CliContext): Promise<void> {
  const until = options.planOnly ? "plan" : options.dryRun ? "dry" : "all";
  const asks = options.approve === true && until === "all";
  if (asks && !options.yes) requireTerminal(context);
  const report = await runOnce(
    request,
    { ...options, ...(asks ? { ask: options.yes ? "show" : "ask" } : {}) },
    until,
    context,
  );
  if (options.json) printJson(context, report);
  else if (until === "all") for (const line of reportLines(report)) printLine(context, line);
  else for (const line of plannedLines(report)) printLine(context, line);
  if (report.status !== "done") context.exitWith(EXIT.failed);
}

interface OnceOptions extends ConfigFlags, Pick<RunOptions, "file" | "plan" | "out" | "quiet"> {
  /** `ask`: whoever sits there decides; `show`: what is about to run is shown only. */
  readonly ask?: "ask" | "show";
}

/** Runs one request up to a stage and returns its report; events are shown unless quiet. */
export async function runOnce(
  request: string,
  options: OnceOptions,
  until: "plan" | "dry" | "all",
  context: CliContext,
): Promise<RunReport> {
  const { ask } = options;
  if (!request.trim() && options.plan === undefined)
    throw new Fault("USAGE", "The request is empty", { next: "Say what is wanted, in words." });
  const plan = options.plan === undefined ? undefined : await readPlanFile(options.plan, context);
  const files = await readFiles(options.file ?? []);
  const runtime = await composeRuntime({ ...options, persist: until === "all" }, context);
  try {
    return await executeRun(
      runtime,
      {
        request,
        files,
        until,
        ...(plan === undefined ? {} : { plan }),
        out: options.out,
        quiet: options.quiet,
        approve: ask && ((proposal) => askApproval(proposal, ask === "show", context)),
        signal: context.signal,
      },
      context,
    );
  } finally {
    await runtime.close();
  }
}

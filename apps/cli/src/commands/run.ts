import { resolve } from "node:path";
import { type RunReport, runRequest } from "@hugginggpt/runtime";
import { EXIT, Fault, type RunEvent, systemClock } from "@hugginggpt/shared";
import { Command, Option } from "commander";
import { newRunId } from "../compose/run-id.js";
import { composeRuntime, type RuntimeOptions } from "../compose/runtime.js";
import { type CliContext, printJson, printLine } from "../program/cli-context.js";
import { collect, collectWhole, wholeNumber } from "../program/options.js";
import { reportLines } from "../render/report-view.js";
import { planLines, runView } from "../render/run-view.js";
import { type HomeOption, homeOption } from "./home-option.js";

interface RunOptions
  extends HomeOption,
    Partial<Pick<RuntimeOptions, "controller" | "backend" | "embedder">> {
  readonly file?: readonly string[];
  readonly planOnly?: boolean;
  readonly dryRun?: boolean;
  readonly topK: number;
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

Without credentials an offline planner and built-in tools do what they can. Set HF_TOKEN for the models of the
Hugging Face inference providers, OPENAI_API_KEY (and OPENAI_BASE_URL for a compatible server) for a controller.
Exit codes: 0 done, 1 failed or done in part, 2 usage, 3 configuration, 4 registry, 5 network, 130 interrupted.`;

/** Returns `hugginggpt run`. */
export function runCommand(context: CliContext): Command {
  return new Command("run")
    .description("plan a request, choose models, run them, answer")
    .argument("<request...>", "what is wanted, in words")
    .option("-f, --file <path>", "a file that the request is about (repeatable)", collectWhole)
    .addOption(new Option("--plan-only", "stop after planning").conflicts("dryRun"))
    .option("--dry-run", "stop after model selection: nothing is executed")
    .option("-k, --top-k <n>", "candidates offered for each task", wholeNumber(1), 5)
    .option(
      "--backend <kind>",
      "providers, builtin or controller, in order of preference (repeatable)",
      collect,
    )
    .option("--controller <name>", "offline, openai:<model> or hf:<model> (also HUGGINGGPT_CONTROLLER)")
    .option("--embedder <name>", "hashed, openai:<model> or hf:<model> (also HUGGINGGPT_EMBEDDER)")
    .option("-o, --out <dir>", "directory for the files that are made (default: outputs/<run>/)")
    .option("--json", "print one JSON document")
    .option("-q, --quiet", "print the answer and the files only")
    .addOption(homeOption())
    .addHelpText("after", EXAMPLES)
    .action((words: string[], options: RunOptions) => run(words.join(" "), options, context));
}

async function run(request: string, options: RunOptions, context: CliContext): Promise<void> {
  const until = options.planOnly ? "plan" : options.dryRun ? "dry" : "all";
  const report = await executeRequest(request, options, until, context);
  if (options.json) printJson(context, report);
  else if (until === "all") for (const line of reportLines(report)) printLine(context, line);
  else for (const line of plannedLines(report)) printLine(context, line);
  if (report.status !== "done") context.exitWith(EXIT.failed);
}

/** Runs a request up to a stage and returns its report; events are shown unless quiet. */
export async function executeRequest(
  request: string,
  options: RunOptions,
  until: "plan" | "dry" | "all",
  context: CliContext,
): Promise<RunReport> {
  if (!request.trim())
    throw new Fault("USAGE", "The request is empty", { next: "Say what is wanted, in words." });
  const run = newRunId(systemClock.now());
  const view = runView(context);
  const runtime = await composeRuntime(
    {
      ...options,
      out: resolve(options.out ?? `outputs/${run}`),
      files: options.file ?? [],
      persist: until === "all",
    },
    context,
  );
  const emit = (event: RunEvent) => {
    runtime.record(run, event);
    if (!options.quiet) view(event);
  };
  try {
    for (const warning of runtime.warnings) emit({ type: "warning", message: warning });
    return await runRequest(
      { run, request, files: runtime.files, until, topK: options.topK, limits: runtime.limits },
      { ...runtime, clock: systemClock, emit, signal: context.signal },
    );
  } finally {
    await runtime.close();
  }
}

function plannedLines(report: RunReport): string[] {
  if (report.tasks.every((task) => task.candidates.length === 0 && !task.error))
    return planLines(report.plan);
  return report.tasks.flatMap((task) => [
    `[${task.id}] ${task.task}: ${task.model ?? "nothing here can do it"}${task.reason ? ` (${task.reason})` : ""}`,
    ...(task.candidates.length > 1 ? [`    candidates: ${task.candidates.join(", ")}`] : []),
    ...(task.error ? [`    ${task.error}`] : []),
  ]);
}

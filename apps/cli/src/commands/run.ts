import { resolve } from "node:path";
import { type RuntimeRequest, requirePlace } from "@hugginggpt/runtime";
import { EXIT, Fault, stated } from "@hugginggpt/shared";
import { Option } from "commander";
import { FileReader } from "../compose/file-reader.js";
import { readPlanFile } from "../compose/plan-file.js";
import { type OpenedRuntime, withRuntime } from "../compose/runtime.js";
import type { ConfigFlags } from "../config/configuration.js";
import { runEach } from "../each/run-each.js";
import { requireTerminal } from "../program/asking/approval.js";
import type { CliCommand } from "../program/cli-command.js";
import { type CliContext, printJson, printLine } from "../program/cli-context.js";
import { showEnd } from "../program/show-end.js";
import { watchRun } from "../program/watch-run.js";
import { type Readable, readableBy } from "../render/handles.js";
import { plannedLines } from "../render/plan-view.js";
import type { ShownReport } from "../render/report-view.js";
import { addModelOptions, fileOption, verboseOption } from "./run-options.js";

interface RunOptions extends ConfigFlags {
  readonly file?: readonly string[];
  readonly plan?: string;
  readonly planOnly?: boolean;
  readonly dryRun?: boolean;
  readonly approve?: boolean;
  readonly yes?: boolean;
  readonly out?: string;
  readonly cache?: boolean;
  readonly csv?: string;
  readonly open?: boolean;
  readonly queue?: boolean;
  readonly detach?: boolean;
  /** False by `--no-inline`. */
  readonly inline: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

const EXAMPLES = `
Examples:
  $ hugginggpt run "summarize this article and read the summary aloud" --file article.txt
  $ hugginggpt run "describe this photo, translate the description into German and read it aloud" --file photo.jpg
  $ hugginggpt run "make a picture of a lighthouse at dusk" --backend providers --json
  $ hugginggpt run "describe each picture" --file photos/           # the files of a folder, one task each
  $ hugginggpt run "describe this photo" --file photos/ --csv photos.csv   # a row for each file; again: the rest
  $ hugginggpt run "what is in this picture?" --file https://example.org/cat.jpg
  $ hugginggpt run "transcribe this" --file talk.mp3 --dry-run      # plan and choice, nothing is executed
  $ hugginggpt run "draw a cat" --policy cheapest --licenses apache-2.0,mit --max-params 7B
  $ hugginggpt run "draw a cat" --max-cost 0.10 --assume-cost 0.04  # stops before ten cents; unknown prices are taken for four
  $ hugginggpt run "draw a cat" --approve                           # shows plan and models, and asks; [e]dit changes them
  $ hugginggpt run --plan plan.json --file photo.jpg                # a plan of your own; - is standard input
  $ hugginggpt runs resume last                                     # goes on after Ctrl-C or a crash
  $ hugginggpt run --queue "draw a cat"                             # a worker on another machine does it; Ctrl-C cancels it

Without credentials an offline planner and built-in tools do what they can. Set HF_TOKEN for the models of the
Hugging Face inference providers; for a controller OPENAI_API_KEY (and OPENAI_BASE_URL for a compatible server), or name
one: --controller ollama:qwen3, azure:my-deployment, hf:openai/gpt-oss-120b. \`hugginggpt config\` shows what is set.
Exit codes: 0 done, 1 failed or done in part, 2 usage, 3 configuration, 4 registry, 5 network, 130 interrupted.`;

/** Options that the worker decides in a queued run, or that it cannot have. */
const ELSEWHERE = ["backend", "controller", "csv", "dryRun", "embedder", "open", "out", "planOnly"];

/** Gives `hugginggpt run` its options, help and action, and returns it. */
export function runCommand(command: CliCommand): CliCommand {
  command
    .argument("[request...]", "the request, in words (optional with --plan)")
    .addOption(fileOption())
    .option("--plan <file>", "run this plan: what `hugginggpt plan` writes, or HuggingGPT's notation")
    .addOption(new Option("--plan-only", "stop after planning").conflicts("dryRun"))
    .option("--dry-run", "stop after model selection: nothing is executed")
    .option("--approve", "show plan and models and ask before anything is executed")
    .option("-y, --yes", "answer yes to --approve")
    .option("--cache", "reuse the results of identical tasks of earlier runs, and keep this run's")
    .option("-o, --out <dir>", "directory for the files that are made (default: outputs/<run>/)")
    .addOption(
      new Option(
        "--csv <file>",
        "do the request for each file in turn and write a table with a row for each",
      ).conflicts(["approve", "dryRun", "json", "open", "planOnly", "verbose"]),
    )
    .option("--open", "open the pictures, sound, videos and texts that were made")
    .option("--no-inline", "show no pictures in the terminal")
    .addOption(
      new Option(
        "--queue",
        "let a worker do it (see `hugginggpt worker`) and show what happens; Ctrl-C cancels the run",
      ).conflicts(ELSEWHERE),
    )
    .addOption(
      new Option("--detach", "put it into the queue, print the run's id and end").conflicts(ELSEWHERE),
    )
    .json()
    .addOption(verboseOption())
    .option("-q, --quiet", "print the answer and the files only");
  return addModelOptions(command)
    .home(EXAMPLES)
    .action((words: string[], options: RunOptions) => run(words.join(" "), options, command.context));
}

async function run(request: string, options: RunOptions, context: CliContext): Promise<void> {
  const until = options.planOnly ? "plan" : options.dryRun ? "dry" : "all";
  if (options.csv !== undefined) {
    requireRequest(request, options);
    return runEach(request, options.csv, options, context);
  }
  const asks = options.approve === true && until === "all";
  if (asks && !options.yes) requireTerminal(context);
  if (options.detach) return detach(request, { ...options, asks }, context);
  const { report, readable } = await runOnce(request, { ...options, asks }, until, context);
  if (options.json) printJson(context, report);
  else if (!report.answer) for (const line of plannedLines(report)) printLine(context, readable(line));
  await showEnd(report, { ...options, executes: until === "all" }, context);
  if (report.status !== "done") context.exitWith(EXIT.failed);
}

interface OnceOptions
  extends ConfigFlags,
    Pick<RunOptions, "file" | "plan" | "out" | "cache" | "json" | "quiet" | "verbose" | "yes" | "queue"> {
  /** Whether the plan is proposed, and asked about, before anything is executed. */
  readonly asks?: boolean;
}

type Until = "plan" | "dry" | "all";

/** Events that are not shown on a terminal, because their content is printed at the end. */
const PRINTED = { plan: ["plan-ready"], dry: ["model-selected"], all: [] } as const;

/** Runs one request up to a stage, prints its answer and returns its report; what happens is shown unless quiet. */
export async function runOnce(
  request: string,
  options: OnceOptions,
  until: Until,
  context: CliContext,
): Promise<{ readonly report: ShownReport; readonly readable: Readable }> {
  const wanted = await wantedOf(request, options, until, context);
  return withRuntime({ ...options, persist: until === "all" }, context, async (opened) => {
    const queued = options.queue ? await queuedHere(wanted, opened, context) : null;
    try {
      // At a terminal the answer is shown while it is written.
      const streamAnswer = context.out.isTTY === true && !options.json && until === "all";
      const live = queued
        ? await queued.follow()
        : opened.runtime.run({ ...wanted, streamAnswer, signal: context.signal });
      const elsewhere = context.out.isTTY && !options.json ? PRINTED[until] : [];
      const { storage } = opened;
      const report = await watchRun(live, { ...options, elsewhere, storage, files: wanted.files }, context);
      return { report, readable: readableBy(wanted.files) };
    } finally {
      await queued?.close();
    }
  });
}

/** The queue is loaded only when it is used. */
async function queuedHere(wanted: RuntimeRequest, opened: OpenedRuntime, context: CliContext) {
  const { queuedRun } = await import("../program/queued-run.js");
  return queuedRun(wanted, opened, context);
}

/** Puts a request into the queue and prints the id of its run. */
async function detach(request: string, options: OnceOptions, context: CliContext): Promise<void> {
  const wanted = await wantedOf(request, options, "all", context);
  await withRuntime({ ...options, persist: true }, context, async (opened) => {
    const { run, close } = await queuedHere(wanted, opened, context);
    await close();
    if (options.json) printJson(context, { run });
    else printLine(context, run);
  });
}

async function wantedOf(request: string, options: OnceOptions, until: Until, context: CliContext) {
  const { asks, cache, out } = options;
  requireRequest(request, options);
  if (options.plan === "-" && options.file?.includes("-"))
    throw new Fault("USAGE", "Standard input can be the plan or a file", { next: "Name one of them." });
  if (out !== undefined && until === "all") await requirePlace(resolve(context.cwd, out));
  const plan = options.plan === undefined ? undefined : await readPlanFile(options.plan, context);
  const reader = new FileReader(options, context);
  const given = options.file ?? [];
  const files = await (options.plan === "-" ? reader.read(given) : reader.readPiped(given));
  return {
    ...{ request, files, until, cache, setup: setupOf(options) },
    ...stated({ plan, asks, out: out === undefined ? null : resolve(context.cwd, out) }),
  } satisfies RuntimeRequest;
}

function requireRequest(request: string, { plan }: Pick<RunOptions, "plan">): void {
  if (!request.trim() && plan === undefined)
    throw new Fault("USAGE", "The request is empty", { next: "Describe what you want, in words." });
}

/** Returns the flags that must be the same when a run is resumed. */
export function setupOf(flags: ConfigFlags): NonNullable<RuntimeRequest["setup"]> {
  const { controller, embedder, backend } = flags;
  return stated({ controller, embedder, backend: backend && [...backend] });
}

import {
  DTYPES,
  type Dtype,
  type LocalMachine,
  type LocalModel,
  modelRef,
  type PullProgress,
} from "@hugginggpt/local";
import { Fault, requireTask, type TaskId } from "@hugginggpt/shared";
import { Option } from "commander";
import { takeHome } from "../../compose/home.js";
import { t } from "../../lang/words.js";
import type { CliCommand, JsonOptions } from "../../program/cli-command.js";
import { type CliContext, noteLine, printJson, printLine } from "../../program/cli-context.js";
import { byteCount } from "../../program/options.js";
import { byteSize } from "../../render/format.js";
import { modelJson } from "./list.js";
import { withLocal } from "./with-local.js";

interface PullOptions extends JsonOptions {
  readonly task?: TaskId;
  readonly revision?: string;
  readonly dtype?: Dtype;
  readonly maxDownload?: number;
  readonly maxMemory?: number;
}

const EXAMPLES = `
Examples:
  $ hugginggpt local pull Xenova/all-MiniLM-L6-v2
  $ hugginggpt local pull onnx-community/whisper-base --dtype fp32
  $ hugginggpt local pull Xenova/nllb-200-distilled-600M --max-download 1GB
  $ hugginggpt local pull local:/models/mine --task text-classification   # registers your own folder, copies nothing

Files that are here already are not fetched again, even after an interruption. Only the configuration, the tokenizer and one
set of ONNX weights are fetched, at one commit, each file verified; a repository's code is never fetched or run.`;

/** Returns `hugginggpt local pull`. */
export function pullCommand(parent: CliCommand): CliCommand {
  return parent
    .command("pull")
    .description("fetch a model from the Hub, or register a folder of yours (local:/path)")
    .argument("<model>", "owner/name, or local:/path/to/model")
    .addOption(new Option("--task <task>", "its task (default: as the Hub states)").argParser(requireTask))
    .option("--revision <name>", "a commit, branch or tag (default: the main branch as it is now)")
    .addOption(new Option("--dtype <name>", "which weights (default: the first that fits)").choices(DTYPES))
    .option("--max-download <size>", "the largest download allowed, for instance 500MB", byteCount)
    .option("--max-memory <size>", "memory that local models may use (default: 2GB)", byteCount)
    .json()
    .home(EXAMPLES)
    .action((model: string, options: PullOptions) => pull(model, options, parent.context));
}

async function pull(name: string, options: PullOptions, context: CliContext): Promise<void> {
  const { json, home, maxMemory } = options;
  await withLocal({ home, maxMemory }, context, async (machine, configuration) => {
    takeHome(configuration, context);
    const ref = modelRef(name);
    const model =
      ref.kind === "folder"
        ? await machine.shelf.addFolder(ref.path, options.task ?? needsTask(name))
        : await fetchModel(ref.id, options, machine, context);
    if (json) return printJson(context, modelJson(model));
    const weights = model.weights ? t`, ${model.weights.dtype} weights` : "";
    printLine(context, t`${model.id} is here: ${byteSize(model.bytes)}${weights}, ${model.dir}`);
  });
}

function needsTask(name: string): never {
  throw new Fault("USAGE", `The task of ${name} is unknown`, {
    next: "Name its task, for instance --task text-classification.",
  });
}

async function fetchModel(
  id: string,
  { task, revision, dtype, maxDownload }: PullOptions,
  machine: LocalMachine,
  context: CliContext,
): Promise<LocalModel> {
  const progress = progressLines(context);
  return machine.pull({
    id,
    task: task ?? null,
    revision: revision ?? null,
    dtype: dtype ?? null,
    maxDownload: maxDownload ?? null,
    signal: context.signal,
    onProgress: progress,
  });
}

/** One line for each file and each tenth of all. */
function progressLines(context: CliContext): (progress: PullProgress) => void {
  let said = "";
  return ({ file, bytes, total }) => {
    const tenth = total === 0 ? 100 : Math.floor((10 * bytes) / total) * 10;
    const line = t`${file}: ${tenth} % of ${byteSize(total)}`;
    if (line === said) return;
    said = line;
    noteLine(context, line);
  };
}

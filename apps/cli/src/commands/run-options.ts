import { POLICIES } from "@hugginggpt/shared";
import { Option } from "commander";
import { BOUNDS } from "../program/amounts.js";
import type { CliCommand } from "../program/cli-command.js";
import { durationOption } from "../program/duration-option.js";
import {
  byteCount,
  collect,
  collectWhole,
  dollars,
  parameterCount,
  wholeNumber,
} from "../program/options.js";

/** `--file`: what a request is about. */
export function fileOption(): Option {
  return new Option(
    "-f, --file <path>",
    "a file, a folder (its files by name), an http(s) address, or - for standard input (repeatable)",
  ).argParser(collectWhole);
}

/** `--allow-private-network`, for commands that fetch what a user, a plan or a result names. */
export function networkOption(): Option {
  return new Option(
    "--allow-private-network",
    "allow addresses of --file and of results on this machine or in its network",
  );
}

/** `--verbose`, on every command that follows a run. */
export function verboseOption(): Option {
  return new Option("-v, --verbose", "show every step: plan, choices, attempts").conflicts("quiet");
}

/** `--controller`: who plans, chooses and answers. */
export function controllerOption(): Option {
  return new Option(
    "--controller <name>",
    "offline, or <kind>:<model> with openai, hf, azure or ollama (also HUGGINGGPT_CONTROLLER)",
  );
}

/** `--embedder`: what makes vectors of texts. */
export function embedderOption(): Option {
  return new Option(
    "--embedder <name>",
    "hashed, openai:<model>, hf:<model> or local:<model> (also HUGGINGGPT_EMBEDDER)",
  );
}

/** Adds the options that say who plans and chooses, what may run, and in which order of preference. */
export function addModelOptions(command: CliCommand): CliCommand {
  return command
    .addOption(controllerOption())
    .addOption(embedderOption())
    .option(
      "--backend <kind>",
      "custom, providers, local, builtin or controller, in order of preference (repeatable)",
      collect,
    )
    .option("-k, --top-k <n>", "candidates offered for each task (default: 5)", wholeNumber(...BOUNDS.topK))
    .addOption(
      new Option("--policy <name>", "what to prefer when choosing a model (default: best)").choices(POLICIES),
    )
    .option("--licenses <ids>", "only models under these licences, for instance apache-2.0,mit", collect)
    .option("--orgs <names>", "only models of these owners, for instance google,openai", collect)
    .option("--providers <names>", "only these inference providers", collect)
    .option("--max-params <n>", "only models of at most this size, for instance 7B", parameterCount)
    .option(
      "--candidates <n>",
      "models tried for each task, one after the other (default: 3)",
      wholeNumber(...BOUNDS.candidates),
    )
    .option(
      "--retries <n>",
      "extra attempts in a task with models already tried (default: 2)",
      wholeNumber(...BOUNDS.retries),
    )
    .option("--max-cost <usd>", "stop each run before it costs more than this, in US dollars", dollars)
    .option("--max-calls <n>", "the most model calls that a run may make", wholeNumber(0))
    .option("--max-time <time>", "stop each run after this time, for instance 90s", durationOption(1_000))
    .option(
      "--assume-cost <usd>",
      "the cost to assume for a call of unknown price (default: with --max-cost, no such call is made)",
      dollars,
    )
    .option("--max-memory <size>", "memory that local models may use (default: 2GB)", byteCount)
    .option(
      "--max-download <size>",
      "the largest model that a run may download; 0: none (default: 1GB)",
      byteCount,
    )
    .option("--offline", "use no network: rules plan, and models and tools on this machine do the work")
    .addOption(networkOption());
}

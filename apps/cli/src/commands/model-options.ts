import { POLICIES } from "@hugginggpt/shared";
import { type Command, Option } from "commander";
import { durationOption } from "../program/duration-option.js";
import { byteCount, collect, dollars, parameterCount, wholeNumber } from "../program/options.js";
import { networkOption } from "./network-option.js";

/** `--verbose`, on every command that follows a run. */
export function verboseOption(): Option {
  return new Option("-v, --verbose", "tell everything that happens: plan, choices, attempts").conflicts(
    "quiet",
  );
}

/** Adds the options that say who plans and chooses, what may run, and in which order of preference. */
export function addModelOptions(command: Command): Command {
  return command
    .option(
      "--controller <name>",
      "offline, or <kind>:<model> with openai, hf, azure or ollama (also HUGGINGGPT_CONTROLLER)",
    )
    .option(
      "--embedder <name>",
      "hashed, openai:<model>, hf:<model> or local:<model> (also HUGGINGGPT_EMBEDDER)",
    )
    .option(
      "--backend <kind>",
      "custom, providers, local, builtin or controller, in order of preference (repeatable)",
      collect,
    )
    .option("-k, --top-k <n>", "candidates offered for each task (default: 5)", wholeNumber(1))
    .addOption(new Option("--policy <name>", "what the choice prefers (default: best)").choices(POLICIES))
    .option("--licenses <ids>", "only models under these licences, for instance apache-2.0,mit", collect)
    .option("--orgs <names>", "only models of these owners, for instance google,openai", collect)
    .option("--providers <names>", "only these inference providers", collect)
    .option("--max-params <n>", "only models of at most this size, for instance 7B", parameterCount)
    .option(
      "--candidates <n>",
      "models tried for each task, one after the other (default: 3)",
      wholeNumber(1),
    )
    .option("--retries <n>", "further tries in a task with models tried before (default: 2)", wholeNumber(0))
    .option("--max-cost <usd>", "stop each run before it has cost more US dollars", dollars)
    .option("--max-calls <n>", "stop each run before it has called models more often", wholeNumber(0))
    .option(
      "--max-time <time>",
      "stop each run before it has taken longer, for instance 90s",
      durationOption(1_000),
    )
    .option(
      "--assume-cost <usd>",
      "what a call of unknown price is taken to cost (default: under --max-cost it is not made)",
      dollars,
    )
    .option("--max-memory <size>", "what models on this machine may take (default: 2GB)", byteCount)
    .option(
      "--max-download <size>",
      "what a run may download of one model; 0: nothing (default: 1GB)",
      byteCount,
    )
    .option(
      "--offline",
      "nothing from the network: rules plan, and models and tools on this machine do the work",
    )
    .addOption(networkOption());
}

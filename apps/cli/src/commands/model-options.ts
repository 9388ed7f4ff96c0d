import { POLICIES } from "@hugginggpt/shared";
import { type Command, Option } from "commander";
import { collect, parameterCount, wholeNumber } from "../program/options.js";

/** Adds the options that say who plans and chooses, what may run, and in which order of preference. */
export function addModelOptions(command: Command): Command {
  return command
    .option(
      "--controller <name>",
      "offline, or <kind>:<model> with openai, hf, azure or ollama (also HUGGINGGPT_CONTROLLER)",
    )
    .option("--embedder <name>", "hashed, openai:<model> or hf:<model> (also HUGGINGGPT_EMBEDDER)")
    .option(
      "--backend <kind>",
      "providers, builtin or controller, in order of preference (repeatable)",
      collect,
    )
    .option("-k, --top-k <n>", "candidates offered for each task (default: 5)", wholeNumber(1))
    .addOption(new Option("--policy <name>", "what the choice prefers (default: best)").choices(POLICIES))
    .option("--licenses <ids>", "only models under these licences, for instance apache-2.0,mit", collect)
    .option("--orgs <names>", "only models of these owners, for instance google,openai", collect)
    .option("--providers <names>", "only these inference providers", collect)
    .option("--max-params <n>", "only models of at most this size, for instance 7B", parameterCount);
}

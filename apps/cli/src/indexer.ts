import { Command } from "commander";
import { statusCommand } from "./commands/status.js";
import { syncCommand } from "./commands/sync.js";
import { runCli } from "./program/run-cli.js";
import { version } from "./program/version.js";

await runCli((context) =>
  new Command("indexer")
    .description("Fills the registry: reads the Hugging Face Hub's models, cards and endpoints.")
    .version(version())
    .addCommand(syncCommand(context))
    .addCommand(statusCommand(context)),
);

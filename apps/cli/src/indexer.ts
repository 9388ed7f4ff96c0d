import { Command } from "commander";
import { rebuildCommand } from "./commands/rebuild.js";
import { scheduleCommand } from "./commands/schedule.js";
import { seedCommand } from "./commands/seed.js";
import { statusCommand } from "./commands/status.js";
import { syncCommand } from "./commands/sync.js";
import { verifyCommand } from "./commands/verify.js";
import { runCli } from "./program/run-cli.js";
import { version } from "./program/version.js";

await runCli((context) =>
  new Command("indexer")
    .description("Fills the registry: reads the Hugging Face Hub's models, cards and endpoints.")
    .version(version())
    .addCommand(syncCommand(context))
    .addCommand(seedCommand(context))
    .addCommand(statusCommand(context))
    .addCommand(scheduleCommand(context))
    .addCommand(verifyCommand(context))
    .addCommand(rebuildCommand(context)),
);

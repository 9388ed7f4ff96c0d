import { Command } from "commander";
import { chatCommand } from "./commands/chat.js";
import { configCommand } from "./commands/config.js";
import { doctorCommand } from "./commands/doctor.js";
import { planCommand } from "./commands/plan.js";
import { runCommand } from "./commands/run.js";
import { runsCommand } from "./commands/runs/runs.js";
import { runCli } from "./program/run-cli.js";
import { version } from "./program/version.js";

await runCli((context) =>
  new Command("hugginggpt")
    .description(
      "A language model plans your request as a graph of AI tasks, chooses models of the Hub, runs them, answers.",
    )
    .version(version())
    .addCommand(runCommand(context))
    .addCommand(planCommand(context))
    .addCommand(chatCommand(context))
    .addCommand(runsCommand(context))
    .addCommand(configCommand(context))
    .addCommand(doctorCommand(context)),
);

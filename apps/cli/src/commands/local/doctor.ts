import type { LocalMachine } from "@hugginggpt/local";
import { EXIT } from "@hugginggpt/shared";
import { type Check, checked, freeBytes } from "../../compose/doctor-checks.js";
import type { LocalSettings } from "../../config/local-settings.js";
import type { CliCommand, JsonOptions } from "../../program/cli-command.js";
import { type CliContext, printJson, printLine } from "../../program/cli-context.js";
import { byteSize, count } from "../../render/format.js";
import { checkLine } from "../doctor.js";
import { withLocal } from "./with-local.js";

/** Returns `hugginggpt local doctor`. */
export function localDoctorCommand(parent: CliCommand): CliCommand {
  return parent
    .command("doctor")
    .description("check whether models can be loaded here")
    .json()
    .home()
    .action((options: JsonOptions) => doctor(options, parent.context));
}

async function doctor({ json, ...flags }: JsonOptions, context: CliContext): Promise<void> {
  await withLocal(flags, context, async (machine, { local }) => {
    const checks = [
      await installCheck(machine, local),
      await modelsCheck(machine),
      await diskCheck(local),
      memoryCheck(local),
    ];
    if (json) printJson(context, { checks });
    else for (const check of checks) printLine(context, checkLine(check, context));
    if (checks.some(({ state }) => state === "bad")) context.exitWith(EXIT.configuration);
  });
}

/** What loads models is started, which shows that it works. */
function installCheck(machine: LocalMachine, { runtime }: LocalSettings): Promise<Check> {
  return checked("install", async () => {
    const versions = await machine.host.ask("hello", null, {});
    const words = Object.entries(versions).map(([what, version]) => `${what} ${version}`);
    return { state: "ok", message: `${words.join(", ")} in ${runtime}` };
  });
}

async function modelsCheck({ shelf }: LocalMachine): Promise<Check> {
  const models = await shelf.list();
  const message = models.length === 0 ? "none is here" : `${count(models.length, "model")} here`;
  return { name: "models", state: models.length === 0 ? "note" : "ok", message };
}

function diskCheck({ models, maxDownload }: LocalSettings): Promise<Check> {
  return checked("disk", async () => {
    const free = await freeBytes(models);
    const message = `${byteSize(free)} free; a run downloads at most ${byteSize(maxDownload)} of a model`;
    return { state: free < maxDownload ? "note" : "ok", message };
  });
}

function memoryCheck({ maxMemory }: LocalSettings): Check {
  return { name: "memory", state: "ok", message: `models may use ${byteSize(maxMemory)}` };
}

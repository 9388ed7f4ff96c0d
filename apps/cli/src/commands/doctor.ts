import { EXIT } from "@hugginggpt/shared";
import { type Check, runChecks } from "../compose/doctor-checks.js";
import { say } from "../lang/words.js";
import type { CliCommand, JsonOptions } from "../program/cli-command.js";
import { type CliContext, printJson, printLine } from "../program/cli-context.js";
import { paintFor } from "../render/paint.js";

interface DoctorOptions extends JsonOptions {
  readonly offline?: boolean;
}

const MARKS = { ok: "ok  ", note: "note", bad: "BAD " } as const;

/** Gives `hugginggpt doctor` its options, help and action, and returns it. */
export function doctorCommand(command: CliCommand): CliCommand {
  return command
    .option("--offline", "do not contact any server")
    .option("--controller <name>", "the controller to check (also HUGGINGGPT_CONTROLLER)")
    .json()
    .home()
    .action((options: DoctorOptions) => doctor(options, command.context));
}

async function doctor(options: DoctorOptions, context: CliContext): Promise<void> {
  const checks = await runChecks(options, context);
  if (options.json) printJson(context, { checks });
  else for (const check of checks) printLine(context, checkLine(check, context));
  if (checks.some((check) => check.state === "bad")) context.exitWith(EXIT.configuration);
}

/** Returns a check as a line. */
export function checkLine({ name, state, message }: Check, context: CliContext): string {
  const paint = paintFor(context.out, context.env);
  const mark = { ok: paint.green, note: paint.yellow, bad: paint.red }[state](MARKS[state]);
  return `${mark} ${name.padEnd(12)} ${say(message)}`;
}

import { Fault } from "@hugginggpt/shared";
import { windowsWords } from "./quote-words.js";
import { commandWords, type ScheduledSync } from "./scheduled-sync.js";

const MINUTE_MS = 60_000;
/** What `schtasks /SC MINUTE /MO` takes, and the length of `/TR`. */
const MAX_MINUTES = 1_439;
const MAX_COMMAND = 261;

/**
 * Returns a line for the Windows task scheduler.
 * @throws Fault USAGE for an interval that is no whole number of minutes or longer than a day, and for a command line
 * that is too long for the scheduler.
 */
export function windowsTask(sync: ScheduledSync): string {
  const minutes = sync.everyMs / MINUTE_MS;
  const daily = minutes === MAX_MINUTES + 1;
  if (!daily && (!Number.isInteger(minutes) || minutes > MAX_MINUTES)) {
    throw new Fault("USAGE", "The task scheduler cannot run something at this interval", {
      wanted: "whole minutes, one day at most",
      came: `${minutes} minutes`,
      next: "Choose another --every, or use `indexer sync --every`.",
    });
  }
  const command = windowsWords(commandWords(sync));
  if (command.length > MAX_COMMAND) {
    throw new Fault("USAGE", "The command line is too long for the task scheduler", {
      wanted: `at most ${MAX_COMMAND} characters`,
      came: `${command.length}`,
      next: "Write it into a file such as sync.cmd and schedule that.",
    });
  }
  const when = daily ? "/SC DAILY /ST 03:17" : `/SC MINUTE /MO ${minutes}`;
  return [
    "rem Run this once. HF_TOKEN gives a higher limit and gated models: set it with `setx HF_TOKEN ...` before.",
    `schtasks /Create /F /TN "HuggingGPT indexer" ${when} /TR "${command.replaceAll('"', '\\"')}"`,
  ].join("\r\n");
}

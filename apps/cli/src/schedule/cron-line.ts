import { cronTime } from "./cron-time.js";
import { shellWords } from "./quote-words.js";
import { commandWords, logFile, type ScheduledSync } from "./scheduled-sync.js";

/**
 * Returns a crontab line with what to know of it as comments. It makes the directory first: without it the shell could not
 * open the log, and no sync would ever begin.
 * @throws Fault USAGE for an interval that cron cannot say.
 */
export function cronLine(sync: ScheduledSync): string {
  // cron takes a percent sign for the end of the line.
  const command = `mkdir -p ${shellWords([sync.home])} && ${shellWords(commandWords(sync))} >> ${shellWords([logFile(sync)])} 2>&1`;
  return [
    "# Add this line with `crontab -e`. cron does not see your shell's variables: for a higher limit and gated models",
    "# put HF_TOKEN=... on a line above it.",
    `${cronTime(sync.everyMs)} ${command.replaceAll("%", "\\%")}`,
  ].join("\n");
}

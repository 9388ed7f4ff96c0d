import { cronTime } from "./cron-time.js";
import { shellWords } from "./quote-words.js";
import { commandWords, logFile, type ScheduledSync } from "./scheduled-sync.js";

/**
 * Returns a crontab line with comments. It creates the directory first: otherwise the shell could not open the log, and
 * no sync would start.
 * @throws Fault USAGE for an interval that cron cannot express.
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

import { fileURLToPath } from "node:url";
import { Fault, terminalText } from "@hugginggpt/shared";
import { Option } from "commander";
import { readConfiguration } from "../config/configuration.js";
import { CliCommand, type HomeOption } from "../program/cli-command.js";
import type { CliContext } from "../program/cli-context.js";
import { durationOption } from "../program/duration-option.js";
import { type SyncFlags, syncOptionsOf } from "../program/sync-flags.js";
import { cronLine } from "../schedule/cron-line.js";
import type { ScheduledSync } from "../schedule/scheduled-sync.js";
import { systemdUnits } from "../schedule/systemd-units.js";
import { syncCommand } from "./sync.js";

const FORMATS = { cron: cronLine, systemd: systemdUnits } as const;

type Format = keyof typeof FORMATS;

interface ScheduleOptions extends HomeOption {
  readonly every: number;
  readonly format: Format;
}

const SIX_HOURS_MS = 6 * 3_600_000;

const EXAMPLES = `
Examples:
  $ indexer schedule                                            # a line for cron, every six hours
  $ indexer schedule --every 1d --format systemd
  $ indexer schedule --every 1h -- --only endpoints             # arguments of indexer sync after --

Nothing is installed: the output says what to do with it. Only one sync runs at a time; a second one names the process that
holds the lock and ends with exit code 4. For GitHub Actions and Windows see docs/registry.md.`;

/** Gives `indexer schedule` its options, help and action, and returns it. */
export function scheduleCommand(command: CliCommand): CliCommand {
  return command
    .argument("[args...]", "further arguments of `indexer sync`, after --")
    .addOption(
      new Option("--every <time>", "how often (30m, 6h, 1d)")
        .argParser(durationOption(60_000))
        .default(SIX_HOURS_MS, "6h"),
    )
    .addOption(new Option("--format <format>", "what for").choices(Object.keys(FORMATS)).default("cron"))
    .home(EXAMPLES)
    .action((args: string[], options: ScheduleOptions) => schedule(args, options, command.context));
}

async function schedule(args: string[], options: ScheduleOptions, context: CliContext): Promise<void> {
  checkSyncArguments(args, context);
  const sync: ScheduledSync = {
    everyMs: options.every,
    node: process.execPath,
    program: fileURLToPath(new URL("../../bin/indexer.js", import.meta.url)),
    home: (await readConfiguration({ home: options.home }, context)).home,
    args,
  };
  // Another program reads it: nothing is wrapped.
  context.out.write(`${terminalText(FORMATS[options.format](sync))}\n`);
}

/**
 * Checks that `indexer sync` will accept these arguments, because nobody reads its errors when it runs on a schedule.
 * @throws Fault USAGE for unknown arguments and for `--every`, with which it would never end. CommanderError for an
 * invalid value of an option.
 */
function checkSyncArguments(args: string[], context: CliContext): void {
  const command = syncCommand(new CliCommand("sync", context));
  const { operands, unknown } = command.parseOptions(args);
  const flags = command.opts<SyncFlags & { every?: number }>();
  const [strange] = flags.every === undefined ? [...operands, ...unknown] : ["--every"];
  if (strange !== undefined) {
    throw new Fault("USAGE", `A scheduled \`indexer sync\` does not take ${strange}`, {
      next: "Put options of `indexer sync` after --, and --every before it.",
    });
  }
  syncOptionsOf(flags);
}

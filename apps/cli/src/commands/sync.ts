import { SYNC_STEPS, type SyncStep } from "@hugginggpt/indexer";
import { EXIT, exitCodeOf, isFault, type SyncReport, systemClock } from "@hugginggpt/shared";
import { InvalidArgumentError, Option } from "commander";
import { keepSyncing } from "../compose/keep-syncing.js";
import { syncTurn } from "../compose/sync-turn.js";
import { t } from "../lang/words.js";
import type { CliCommand, HomeOption } from "../program/cli-command.js";
import { type CliContext, printJson, printLine } from "../program/cli-context.js";
import { durationOption } from "../program/duration-option.js";
import { collect, collectTasks, wholeNumber } from "../program/options.js";
import { SCOPES, type SyncFlags, syncOptionsOf } from "../program/sync-flags.js";
import { syncLog } from "../render/sync/sync-log.js";
import { syncSummary } from "../render/sync/sync-summary.js";
import { type SyncView, syncView } from "../render/sync/sync-view.js";
import { embedderOption } from "./run-options.js";

interface SyncCommandOptions extends HomeOption, SyncFlags {
  readonly every?: number;
  readonly embedder?: string;
  readonly json?: boolean;
  readonly log: "text" | "json";
}

const EXAMPLES = `
Examples:
  $ indexer sync                                   # models with at least 5 likes or 1,000 downloads
  $ indexer sync --for 10m                         # ten minutes of it; the next sync continues
  $ indexer sync --scope runnable                  # only what a provider serves or transformers.js can load
  $ indexer sync --task translation --task summarization
  $ indexer sync --author google --scope all       # all of one owner's models
  $ indexer sync --only endpoints                  # where models can run now: a couple of dozen requests
  $ indexer sync --limit 500 --cards none          # a quick look
  $ indexer sync --every 6h --log json             # stays up; see also \`indexer schedule\`
  $ indexer sync --scope all                       # the whole Hub: takes hours

It can be interrupted at any time; the next sync continues where it stopped. What is gone from the Hub, and downloads and
likes, are brought up to date by a full listing, which comes by itself once a week.

Exit codes: 0 done (also when --for or --cards left something), 2 usage, 3 configuration or credentials, 4 the registry
is locked, unusable or cannot be written, 5 network, 130 and 143 interrupted with everything committed.`;

/** Gives `indexer sync` its options, help and action, and returns it. */
export function syncCommand(command: CliCommand): CliCommand {
  return command
    .addOption(
      new Option("-s, --scope <scope>", "models to keep: by likes and downloads, by where they run, or all")
        .choices(SCOPES)
        .default("recommended"),
    )
    .option("-t, --task <task>", "only this task's models (repeatable)", collectTasks)
    .option("--author <name>", "only this owner's models (repeatable)", collectAuthors)
    .option("--limit <n>", "keep at most this many models of the listing", wholeNumber(1))
    .option(
      "--min-downloads <n>",
      "keep models with at least this many downloads in 30 days (default: 1000)",
      wholeNumber(0),
    )
    .option("--min-likes <n>", "or with at least this many likes (default: 5)", wholeNumber(0))
    .option("--cards <n|none|all>", "the most cards to read in this sync", cardsOption, "all")
    .option("--for <time>", "end the sync after this time (10m, 1h30m)", durationOption(1000))
    .option("--only <step>", t`do only ${SYNC_STEPS.join(", ")} (repeatable)`, collectSteps)
    .option("--full", "list everything again, and remove models that the Hub no longer has")
    .option("--every <time>", "keep running, and sync this often (6h, 1d)", durationOption(60_000))
    .addOption(embedderOption())
    .option("--json", "print one JSON document; with --every, one line per sync")
    .addOption(
      new Option("--log <form>", "progress on standard error: text, or one JSON line per event")
        .choices(["text", "json"])
        .default("text"),
    )
    .home(EXAMPLES)
    .action((options: SyncCommandOptions) => sync(options, command.context));
}

async function sync(options: SyncCommandOptions, context: CliContext): Promise<void> {
  const wanted = syncOptionsOf(options);
  const now = () => systemClock.now();
  const view = options.log === "json" ? syncLog(context, now) : syncView(context, now);
  const turn = async (): Promise<SyncReport> => {
    try {
      return await syncTurn(wanted, options, context, view.show);
    } finally {
      view.end();
    }
  };
  const report = (done: SyncReport): void => {
    view.report(done);
    if (options.json) printJson(context, done);
    else if (options.log === "text") for (const line of syncSummary(done)) printLine(context, line);
  };
  if (options.every !== undefined) {
    return await keepSyncing(turn, {
      everyMs: options.every,
      clock: systemClock,
      signal: context.signal,
      onReport: report,
      onFault: view.fail,
      onWait: view.wait,
    });
  }
  await once(turn, report, view, options, context);
}

async function once(
  turn: () => Promise<SyncReport>,
  report: (done: SyncReport) => void,
  view: SyncView,
  { log }: SyncCommandOptions,
  context: CliContext,
): Promise<void> {
  try {
    const done = await turn();
    report(done);
    if (done.status === "interrupted") context.exitWith(EXIT.interrupted);
  } catch (error) {
    if (log !== "json" || !isFault(error)) throw error;
    view.fail(error);
    context.exitWith(exitCodeOf(error));
  }
}

function cardsOption(value: string): number | "none" | "all" {
  if (value === "none" || value === "all") return value;
  if (/^\d+$/.test(value)) return Number(value);
  throw new InvalidArgumentError('Expected a number, "none" or "all".');
}

function collectAuthors(value: string, previous: readonly string[] = []): string[] {
  const names = collect(value);
  if (names.every((name) => /^[\w.-]{1,96}$/.test(name))) return [...previous, ...names];
  throw new InvalidArgumentError("Expected the name of a user or an organisation on the Hub.");
}

function collectSteps(value: string, previous: readonly SyncStep[] = []): SyncStep[] {
  const steps = collect(value).map((name) => SYNC_STEPS.find((step) => step === name));
  const known = steps.filter((step) => step !== undefined);
  if (known.length === steps.length) return [...previous, ...known];
  throw new InvalidArgumentError(`Expected ${SYNC_STEPS.join(", ")}.`);
}

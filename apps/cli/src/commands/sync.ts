import { syncRegistry } from "@hugginggpt/indexer";
import { EXIT, type SyncReport, systemClock, type TaskId } from "@hugginggpt/shared";
import { Command, InvalidArgumentError } from "commander";
import { openHome } from "../compose/open-home.js";
import { type CliContext, printJson, printLine } from "../program/cli-context.js";
import { collectTasks, wholeNumber } from "../program/options.js";
import { syncSummary, syncView } from "../render/sync-view.js";
import { type HomeOption, homeOption } from "./home-option.js";

interface SyncCommandOptions extends HomeOption {
  readonly limit?: number;
  readonly task?: readonly TaskId[];
  readonly minDownloads: number;
  readonly minLikes: number;
  readonly cards: number | "none" | "all";
  readonly full?: boolean;
  readonly embedder?: string;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  $ indexer sync                                   # models with at least 5 likes or 1,000 downloads
  $ indexer sync --task translation --task summarization
  $ indexer sync --limit 500 --cards none          # a quick look
  $ indexer sync --min-likes 0 --min-downloads 0   # the whole Hub: takes hours

It can be interrupted at any time; the next sync goes on where it stood.`;

/** Returns `indexer sync`. */
export function syncCommand(context: CliContext): Command {
  return new Command("sync")
    .description("read the Hub's models, cards and endpoints into the registry")
    .option("--limit <n>", "keep at most this many models of the listing", wholeNumber(1))
    .option("-t, --task <task>", "only this task's models (repeatable)", collectTasks)
    .option(
      "--min-downloads <n>",
      "keep models with at least this many downloads in 30 days",
      wholeNumber(0),
      1000,
    )
    .option("--min-likes <n>", "or with at least this many likes", wholeNumber(0), 5)
    .option("--cards <n|none|all>", "cards to read in this turn", cardsOption, "all")
    .option("--full", "list everything again, and remove what is gone")
    .option("--embedder <name>", "hashed, openai:<model> or hf:<model> (also HUGGINGGPT_EMBEDDER)")
    .option("--json", "print one JSON document")
    .addOption(homeOption())
    .addHelpText("after", EXAMPLES)
    .action((options: SyncCommandOptions) => sync(options, context));
}

async function sync(options: SyncCommandOptions, context: CliContext): Promise<void> {
  const view = syncView(context);
  const home = await openHome(options, context, {
    bare: true,
    onWait: (purpose, ms) => view.show({ type: "waiting", purpose, ms }),
  });
  let report: SyncReport;
  let unlock: (() => void) | undefined;
  try {
    unlock = home.lock();
    report = await syncRegistry(
      {
        tasks: options.task ?? [],
        minDownloads: options.minDownloads,
        minLikes: options.minLikes,
        cards: options.cards,
        full: options.full ?? false,
        ...(options.limit === undefined ? {} : { limit: options.limit }),
      },
      {
        http: home.http,
        store: home.store,
        embedder: home.embedder,
        clock: systemClock,
        emit: view.show,
        publishIndex: () => home.publishIndex(context.signal),
        hub: { endpoint: home.settings.hfEndpoint, token: home.settings.hfToken },
        signal: context.signal,
      },
    );
  } finally {
    view.end();
    unlock?.();
    home.close();
  }
  if (options.json) printJson(context, report);
  else for (const line of syncSummary(report)) printLine(context, line);
  if (report.status === "interrupted") context.exitWith(EXIT.interrupted);
}

function cardsOption(value: string): number | "none" | "all" {
  if (value === "none" || value === "all") return value;
  if (/^\d+$/.test(value)) return Number(value);
  throw new InvalidArgumentError('expected a number, "none" or "all".');
}

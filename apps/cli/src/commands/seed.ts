import { resolve } from "node:path";
import { seedRegistry } from "@hugginggpt/indexer";
import { EXIT, Fault, systemClock, type TaskId } from "@hugginggpt/shared";
import { type OpenOptions, withHome } from "../compose/open-home.js";
import type { CliCommand, JsonOptions } from "../program/cli-command.js";
import { type CliContext, printJson, printLine } from "../program/cli-context.js";
import { collectTasks, wholeNumber } from "../program/options.js";
import { seedSummary, seedView } from "../render/sync/seed-view.js";
import { embedderOption } from "./run-options.js";

interface SeedCommandOptions extends JsonOptions {
  readonly limit?: number;
  readonly task?: readonly TaskId[];
  readonly minDownloads: number;
  readonly minLikes: number;
  readonly embed: boolean;
  readonly embedder?: string;
}

const EXAMPLES = `
Examples:
  $ indexer seed models.parquet                    # all that the Hub lists, without cards
  $ indexer seed train-00000-of-00005.parquet      # cards
  $ indexer seed https://huggingface.co/datasets/cfahlgren1/hub-stats/resolve/main/models.parquet

FILE is Parquet in the layout of the data sets cfahlgren1/hub-stats (models.parquet) or
librarian-bots/model_cards_with_metadata. It is other people's data: it never replaces what came from the Hub
itself, and the next \`indexer sync\` lists everything again, confirms or removes the models of the file, and reads their
cards again. It can be interrupted at any time; the same command continues where it stopped.

Exit codes: 0 done, 2 usage or a file that cannot be read, 3 credentials, 4 the registry is locked, unusable or cannot be
written, 5 network, 130 and 143 interrupted with everything committed.`;

/** Gives `indexer seed` its options, help and action, and returns it. */
export function seedCommand(command: CliCommand): CliCommand {
  return command
    .argument("<file|url>", "a Parquet file, or its http(s) address; it is read in pieces")
    .option("--limit <n>", "keep at most this many models, the most downloaded", wholeNumber(1))
    .option("-t, --task <task>", "only this task's models (repeatable)", collectTasks)
    .option(
      "--min-downloads <n>",
      "keep models with at least this many downloads in 30 days",
      wholeNumber(0),
      1000,
    )
    .option("--min-likes <n>", "or with at least this many likes", wholeNumber(0), 5)
    .option("--no-embed", "leave the vectors to the next sync")
    .addOption(embedderOption())
    .json()
    .home(EXAMPLES)
    .action((source: string, options: SeedCommandOptions) => seed(source, options, command.context));
}

/**
 * Returns an http(s) address as it is, and any other text as the path of a file.
 * @throws Fault USAGE for an address of another kind.
 */
function sourceOf(source: string, { cwd }: CliContext): string {
  const [, scheme] = /^([a-z][a-z0-9+.-]+):\/\//i.exec(source) ?? [];
  if (scheme === undefined) return resolve(cwd, source);
  if (/^https?$/i.test(scheme)) return source;
  throw new Fault("USAGE", `${source} cannot be read`, {
    wanted: "a file, or an address that begins with https:// or http://",
    next: "Download the file and seed from your copy.",
  });
}

async function seed(source: string, options: SeedCommandOptions, context: CliContext): Promise<void> {
  const file = sourceOf(source, context);
  const view = seedView(context, () => systemClock.now());
  const onWait: OpenOptions["onWait"] = (purpose, ms, why) =>
    view.show({ type: "waiting", purpose, ms, ...(why && { why }) });
  const { task: tasks = [], minDownloads, minLikes, limit, embed } = options;
  const report = await withHome({ ...options, bare: true, onWait }, context, async (home) => {
    const { http, store, embedder, publishIndex, settings } = home;
    const unlock = await home.lock();
    return seedRegistry(
      file,
      { tasks, minDownloads, minLikes, limit, embed },
      {
        ...{ http, store, embedder, publishIndex, clock: systemClock, emit: view.show },
        hub: { endpoint: settings.hfEndpoint, token: settings.hfToken },
        signal: context.signal,
      },
    ).finally(unlock);
  }).finally(view.end);
  if (options.json) printJson(context, report);
  else for (const line of seedSummary(report)) printLine(context, line);
  if (report.status === "interrupted") context.exitWith(EXIT.interrupted);
}

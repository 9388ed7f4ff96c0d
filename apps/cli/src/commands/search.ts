import { existsSync } from "node:fs";
import type {
  Candidate,
  EnabledEndpoints,
  Registry,
  SearchFilters,
  SearchQuery,
  TaskId,
} from "@hugginggpt/shared";
import { Fault, needInWords, recordAt, requireTask } from "@hugginggpt/shared";
import type { Command } from "commander";
import type { HomeFiles } from "../compose/home.js";
import { openHome } from "../compose/open-home.js";
import { type CliContext, noteLine, printJson, printLine } from "../program/cli-context.js";
import { collect, parameterCount, wholeNumber } from "../program/options.js";
import { count } from "../render/format.js";
import { paintFor } from "../render/paint.js";
import { resultJson, resultLines, saysDownloads } from "../render/search-view.js";
import type { BatchNeed } from "./batch-needs.js";
import { type HomeOption, homeOption } from "./home-option.js";

interface SearchOptions extends HomeOption {
  readonly task?: string;
  readonly library?: string;
  readonly license?: string;
  readonly language?: string;
  readonly provider?: string;
  readonly runnable?: boolean;
  readonly orgs?: readonly string[];
  readonly minDownloads?: number;
  readonly maxParams?: number;
  readonly limit: number;
  readonly explain?: boolean;
  readonly json?: boolean;
  readonly batch?: string;
  readonly embedder?: string;
}

const MAX_RESULTS = 1000;

const EXAMPLES = `
Examples:
  $ registry search "sentiment of financial news"
  $ registry search "summarize legal contracts" --task summarization --license apache-2.0 -k 5
  $ registry search "speech in Swahili" --runnable --json
  $ registry search --batch needs.jsonl        # lines {"qid","query","task"?}`;

/** Gives `registry search` its options, help and action, and returns it. */
export function searchCommand(command: Command, context: CliContext): Command {
  return command
    .argument("[query...]", "what is needed, in words")
    .option("-k, --limit <n>", "results at most", wholeNumber(1), 10)
    .option("-t, --task <task>", "only models of this task (aliases such as sentiment-analysis work)")
    .option("--library <name>", "only models of this library")
    .option("--license <id>", "only models under this licence")
    .option("--language <code>", "only models for this language")
    .option("--provider <name>", "only models with a live endpoint at this provider")
    .option("--orgs <names>", "only models of these owners, for instance google,openai", collect)
    .option("--runnable", "only models with an endpoint that is enabled here")
    .option("--min-downloads <n>", "only models with at least this many downloads in 30 days", wholeNumber(0))
    .option("--max-params <n>", "only models of at most this size, for instance 7B", parameterCount)
    .option("--explain", "show every contribution to the score")
    .option("--json", "print one JSON document")
    .option("--batch <file>", 'answer a file of needs, lines {"qid","query","task"?} ("-": standard input)')
    .option("--embedder <name>", "hashed, openai:<model> or hf:<model> (also HUGGINGGPT_EMBEDDER)")
    .addOption(homeOption())
    .addHelpText("after", EXAMPLES)
    .action((words: string[], options: SearchOptions) => search(words.join(" "), options, context));
}

async function search(text: string, options: SearchOptions, context: CliContext): Promise<void> {
  if (options.limit > MAX_RESULTS) {
    throw new Fault("USAGE", `-k is at most ${MAX_RESULTS}`, {
      came: String(options.limit),
      next: "Ask for fewer results.",
    });
  }
  if (options.batch !== undefined && text) {
    throw new Fault("USAGE", "Either a query or --batch", { came: "both", next: "Leave out one of them." });
  }
  if (options.batch === undefined && !text.trim()) {
    throw new Fault("USAGE", "No query was given", {
      next: 'For instance: registry search "translate to German".',
    });
  }
  const home = await openHome(options, context);
  try {
    const filters = filtersOf(options, home.enabled);
    if (options.batch !== undefined)
      return await answerBatch(options.batch, options.limit, filters, home.registry, context);
    const wanted = options.task === undefined ? text : needInWords(options.task, text);
    const page = await home.registry.search({ text: wanted, k: options.limit, filters }, context.signal);
    for (const note of page.notes) noteLine(context, `note: ${note}`);
    if (options.json) {
      const results = page.candidates.map(resultJson);
      return printJson(context, { query: text, task: filters.task ?? null, total: page.total, results });
    }
    const shown = options.explain
      ? await withRunRecords(page.candidates, home.files, context)
      : page.candidates;
    printPage(shown, page.total, options.explain ?? false, context);
    if (asksForFacts(filters) && !page.candidates.some(({ model }) => saysDownloads(model))) {
      const { models } = await home.registry.stats();
      if (models.hub + models.seed === 0) noteLine(context, STARTER_SET);
    }
  } finally {
    home.close();
  }
}

/** Returns true where filters ask for what only the Hub says of a model. */
function asksForFacts({ license, language, library, minDownloads, maxParams }: SearchFilters): boolean {
  return [license, language, library, minDownloads, maxParams].some((one) => one !== undefined);
}

/** With how each model did in earlier runs, in the order of the search: only a run heeds that. */
async function withRunRecords(
  candidates: readonly Candidate[],
  files: HomeFiles,
  context: CliContext,
): Promise<readonly Candidate[]> {
  if (!existsSync(files.trackRecords)) return candidates;
  const { openTrackRecords } = await import("../compose/track-records.js");
  const records = openTrackRecords(files, (message) => noteLine(context, `note: ${message}`));
  if (!records) return candidates;
  try {
    const noted = await Promise.all(candidates.map(({ model }) => records.of(model.id)));
    return candidates.map((one, at) => {
      const record = recordAt(one.endpoints, noted[at] ?? []);
      return record ? { ...one, record } : one;
    });
  } finally {
    records.close();
  }
}

const STARTER_SET =
  "The starter set says nothing of licences, languages, sizes and downloads: `indexer sync` fetches what the Hub says.";

function filtersOf(options: SearchOptions, enabled: EnabledEndpoints): SearchFilters {
  return {
    ...(options.task === undefined ? {} : { task: requireTask(options.task) }),
    ...(options.library === undefined ? {} : { library: options.library }),
    ...(options.license === undefined ? {} : { license: options.license }),
    ...(options.language === undefined ? {} : { language: options.language }),
    ...(options.provider === undefined ? {} : { provider: options.provider }),
    ...(options.orgs === undefined ? {} : { orgs: options.orgs }),
    ...(options.runnable ? { runnable: enabled } : {}),
    ...(options.minDownloads === undefined ? {} : { minDownloads: options.minDownloads }),
    ...(options.maxParams === undefined ? {} : { maxParams: options.maxParams }),
  };
}

function printPage(
  candidates: readonly Candidate[],
  total: number,
  explain: boolean,
  context: CliContext,
): void {
  const paint = paintFor(context.out, context.env);
  candidates.forEach((candidate, i) => {
    for (const line of resultLines(candidate, i + 1, paint, explain)) printLine(context, line);
  });
  const shown =
    candidates.length < total ? `${candidates.length} of ${count(total, "model")}` : count(total, "model");
  noteLine(
    context,
    candidates.length === 0
      ? "No model passes these filters."
      : `${shown} that ${total === 1 ? "passes" : "pass"} the filters.`,
  );
}

async function answerBatch(
  file: string,
  k: number,
  filters: SearchFilters,
  registry: Registry,
  context: CliContext,
): Promise<void> {
  const { readBatch } = await import("./batch-needs.js");
  const said = new Set<string>();
  for await (const need of readBatch(file, context)) {
    const page = await registry.search(queryOf(need, k, filters), context.signal);
    for (const note of page.notes.filter((one) => !said.has(one))) {
      said.add(note);
      noteLine(context, `note: ${note}`);
    }
    printJson(context, { qid: need.qid, results: page.candidates.map(resultJson) });
  }
}

function queryOf(need: BatchNeed, k: number, filters: SearchFilters): SearchQuery {
  const task: TaskId | undefined = need.task === undefined ? undefined : requireTask(need.task);
  return { text: need.query, k, filters: { ...filters, ...(task ? { task } : {}) } };
}

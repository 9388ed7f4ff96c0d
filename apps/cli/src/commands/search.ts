import { existsSync } from "node:fs";
import {
  type Candidate,
  type EnabledEndpoints,
  type EndpointKind,
  Fault,
  needInWords,
  type Registry,
  recordAt,
  requireTask,
  type SearchFilters,
  type SearchPage,
  type SearchQuery,
  stated,
} from "@hugginggpt/shared";
import { languageCode } from "@hugginggpt/shared/languages";
import type { HomeFiles } from "../compose/home.js";
import { withHome } from "../compose/open-home.js";
import { unknownValues } from "../compose/unknown-values.js";
import { fixed, say, t } from "../lang/words.js";
import type { CliCommand, JsonOptions } from "../program/cli-command.js";
import { type CliContext, noteLine, printJson, printLine } from "../program/cli-context.js";
import { collect, parameterCount, wholeNumber } from "../program/options.js";
import { count } from "../render/format.js";
import { paintFor } from "../render/paint.js";
import { resultJson, resultLines, saysDownloads } from "../render/search-view.js";
import type { BatchNeed } from "./batch-needs.js";
import { embedderOption } from "./run-options.js";

interface SearchOptions extends JsonOptions {
  readonly task?: string;
  readonly library?: string;
  readonly license?: string;
  readonly language?: string;
  readonly provider?: string;
  /** True: what is enabled here; else a kind of endpoint, or the first word of the query. */
  readonly runnable?: boolean | string;
  readonly orgs?: readonly string[];
  readonly minDownloads?: number;
  readonly maxParams?: number;
  readonly limit: number;
  readonly explain?: boolean;
  readonly batch?: string;
  readonly embedder?: string;
}

const MAX_RESULTS = 1000;

const EXAMPLES = `
Examples:
  $ registry search "sentiment of financial news"
  $ registry search "summarize legal contracts" --task summarization --license apache-2.0 -k 5
  $ registry search "speech in Swahili" --runnable --json
  $ registry search "sentence embeddings" --runnable local
  $ registry search --batch needs.jsonl        # lines {"qid","query","task"?}`;

/** Gives `registry search` its options, help and action, and returns it. */
export function searchCommand(command: CliCommand): CliCommand {
  return command
    .argument("[query...]", "what the model should do, in words")
    .option("-k, --limit <n>", "the most results to show", wholeNumber(1), 10)
    .option("-t, --task <task>", "only models of this task (aliases such as sentiment-analysis work)")
    .option("--library <name>", "only models of this library")
    .option("--license <id>", "only models under this licence")
    .option("--language <code>", "only models for this language, by code or name (de, German)")
    .option("--provider <name>", "only models with a live endpoint at this provider")
    .option("--orgs <names>", "only models of these owners, for instance google,openai", collect)
    .option(
      "--runnable [kind]",
      "only models that can run here; local: only those that run on this machine itself",
    )
    .option("--min-downloads <n>", "only models with at least this many downloads in 30 days", wholeNumber(0))
    .option("--max-params <n>", "only models of at most this size, for instance 7B", parameterCount)
    .option("--explain", "show every contribution to the score")
    .json()
    .option("--batch <file>", 'answer a file of needs, lines {"qid","query","task"?} ("-": standard input)')
    .addOption(embedderOption())
    .home(EXAMPLES)
    .action((words: string[], options: SearchOptions) => {
      const { runnable } = options;
      // The value may be left out, and what follows is then a part of the query.
      const isWord = typeof runnable === "string" && !KINDS.some((kind) => kind === runnable);
      const query = isWord ? [runnable, ...words] : words;
      return search(query.join(" "), isWord ? { ...options, runnable: true } : options, command.context);
    });
}

const KINDS = ["custom", "provider", "local", "builtin"] as const satisfies readonly EndpointKind[];

async function search(text: string, options: SearchOptions, context: CliContext): Promise<void> {
  if (options.limit > MAX_RESULTS) {
    throw new Fault("USAGE", `-k is at most ${MAX_RESULTS}`, {
      came: String(options.limit),
      next: "Ask for fewer results.",
    });
  }
  if (options.batch !== undefined && text) {
    throw new Fault("USAGE", "Give a query or --batch, not both", {
      came: "both",
      next: "Leave out one of them.",
    });
  }
  if (options.batch === undefined && !text.trim()) {
    throw new Fault("USAGE", "No query was given", {
      next: 'For instance: registry search "translate to German".',
    });
  }
  await withHome(options, context, async (home) => {
    const filters = filtersOf(options, home.enabled);
    if (options.batch !== undefined)
      return await answerBatch(options.batch, options.limit, filters, home.registry, context);
    const page = await find(text, options, filters, home.registry, context.signal);
    for (const note of page.notes) noteLine(context, t`note: ${say(note)}`);
    if (options.json) {
      const results = page.candidates.map(resultJson);
      const { total } = page;
      const task = filters.task ?? null;
      return printJson(context, { query: text, task, total, matched: isMatched(page), results });
    }
    const shown = options.explain
      ? await withRunRecords(page.candidates, home.files, context)
      : page.candidates;
    printPage({ ...page, candidates: shown }, options.explain ?? false, context);
    if (page.total === 0)
      for (const note of await unknownValues(filters, home.registry, context.signal)) noteLine(context, note);
    if (asksForFacts(filters) && !page.candidates.some(({ model }) => saysDownloads(model))) {
      const { models } = await home.registry.stats();
      if (models.hub + models.seed === 0) noteLine(context, fixed(STARTER_SET));
    }
  });
}

/** With a task every model of it is a candidate, so a search without it tells whether the words match anything. */
async function find(
  text: string,
  { task, limit: k }: SearchOptions,
  filters: SearchFilters,
  registry: Registry,
  signal: AbortSignal,
): Promise<SearchPage> {
  if (task === undefined) return registry.search({ text, k, filters }, signal);
  const page = await registry.search({ text: needInWords(task, text), k, filters }, signal);
  const { task: _task, ...others } = filters;
  const { unmatched } = await registry.search({ text, k: 1, filters: others }, signal);
  if (!unmatched) return page;
  return { ...(await registry.search({ text: "", k, filters }, signal)), unmatched };
}

/** Returns true for filters by facts that only the Hub knows. */
function asksForFacts({ license, language, library, minDownloads, maxParams }: SearchFilters): boolean {
  return [license, language, library, minDownloads, maxParams].some((one) => one !== undefined);
}

/** Adds the models' track records, but keeps the order of the search: only runs rank by them. */
async function withRunRecords(
  candidates: readonly Candidate[],
  files: HomeFiles,
  context: CliContext,
): Promise<readonly Candidate[]> {
  if (!existsSync(files.trackRecords)) return candidates;
  const { openTrackRecords } = await import("../compose/track-records.js");
  const records = openTrackRecords(files, (message) => noteLine(context, t`note: ${message}`));
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
  "The starter set has no licences, languages, sizes or downloads. Get them with `indexer sync`.";

function filtersOf(options: SearchOptions, enabled: EnabledEndpoints): SearchFilters {
  const { task, library, license, language, provider, orgs, runnable, minDownloads, maxParams } = options;
  return stated({
    ...{ library, license, provider, orgs, minDownloads, maxParams },
    task: task === undefined ? null : requireTask(task),
    language: language === undefined ? null : (languageCode(language) ?? language),
    runnable: runnable ? kindsOf(runnable, enabled) : null,
  });
}

/** Returns false for an empty page, and for one with the most used models because nothing matched. */
function isMatched({ candidates, unmatched }: SearchPage): boolean {
  return candidates.length > 0 && !unmatched;
}

/** @throws Fault NOT_INSTALLED for `local` without its runtime, USAGE for another kind that is not enabled here. */
function kindsOf(runnable: string | true, enabled: EnabledEndpoints): EnabledEndpoints {
  if (runnable === true) return enabled;
  const kinds = enabled.filter((kind) => kind === runnable);
  if (kinds.length > 0) return kinds;
  if (runnable === "local") {
    throw new Fault("NOT_INSTALLED", "The runtime for local models is not installed", {
      came: "--runnable local",
      next: "Install it with `hugginggpt local install`.",
    });
  }
  throw new Fault("USAGE", `The backend "${runnable}" is not enabled here`, {
    wanted: enabled.join(", "),
    came: runnable,
  });
}

function printPage(
  { candidates, total, unmatched }: SearchPage,
  explain: boolean,
  context: CliContext,
): void {
  const paint = paintFor(context.out, context.env);
  const isCounted = candidates.some(({ model }) => saysDownloads(model));
  if (unmatched && candidates.length > 0)
    noteLine(context, isCounted ? t`Nothing matched; most used:` : t`Nothing matched; some of the models:`);
  candidates.forEach((candidate, i) => {
    for (const line of resultLines(candidate, i + 1, paint, explain)) printLine(context, line);
  });
  if (candidates.length > 0 && !unmatched)
    noteLine(context, t`Showing ${candidates.length} of ${count(total, "matching model")}.`);
  else if (candidates.length === 0) noteLine(context, total > 0 ? t`Nothing matched.` : t`No model matches.`);
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
      noteLine(context, t`note: ${say(note)}`);
    }
    const results = page.candidates.map(resultJson);
    printJson(context, { qid: need.qid, matched: isMatched(page), results });
  }
}

function queryOf(need: BatchNeed, k: number, filters: SearchFilters): SearchQuery {
  const task = need.task ? requireTask(need.task) : filters.task;
  return { text: need.query, k, filters: { ...filters, ...stated({ task }) } };
}

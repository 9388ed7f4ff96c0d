import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { folderFiles, type Runtime, type RuntimeRequest } from "@hugginggpt/runtime";
import {
  describeError,
  EXIT,
  exitCodeOf,
  Fault,
  NO_USAGE,
  type RunCaps,
  type RunUsage,
  stated,
} from "@hugginggpt/shared";
import { FileReader } from "../compose/file-reader.js";
import { readPlanFile } from "../compose/plan-file.js";
import { openRuntime } from "../compose/runtime.js";
import type { ConfigFlags } from "../config/configuration.js";
import { t } from "../lang/words.js";
import { type CliContext, noteLine } from "../program/cli-context.js";
import { count } from "../render/format.js";
import { type ShownReport, shownReport } from "../render/report-view.js";
import { usageText } from "../render/usage-view.js";
import { type ResultColumn, resultCells, resultColumns } from "./result-columns.js";
import { ResultTable } from "./result-table.js";

const NOTHING = { plan: "", columns: [] } as const;
/** After this many failed runs in a row it stops: the token may be used up, or the provider down. */
const MOST_FAILED = 5;
/** The most files of one folder. */
const MOST_FILES = 100_000;

interface EachOptions extends ConfigFlags {
  readonly file?: readonly string[];
  readonly plan?: string;
  readonly out?: string;
  readonly cache?: boolean;
  readonly quiet?: boolean;
}

/**
 * Runs a request once for each file, with one plan, and writes a row of results for each into a table. Files that
 * already have a row are skipped, so the same command continues where the last one stopped. Caps of the flags count for
 * all files together. It stops early if a cap is reached or five runs in a row fail.
 */
export async function runEach(
  request: string,
  csv: string,
  options: EachOptions,
  context: CliContext,
): Promise<void> {
  const names = await namesOf(options.file ?? [], context.cwd);
  const table = await ResultTable.open(resolve(context.cwd, csv));
  const left = names.filter((name) => !table.has(name));
  const { runtime, close } = await openRuntime({ ...options, persist: true }, context);
  const reader = new FileReader(options, context);
  const runs = new CappedRuns(runtime, request, options, context);
  let done = 0;
  let failedInRow = 0;
  try {
    const { plan, columns } =
      left.length > 0 ? await planned(names, reader, runs, options, context) : NOTHING;
    if (left.length > 0) await table.begin(columns.map((column) => column.name));
    for (const name of left) {
      const report = await unlessItsOwnFault(name, context, async () => {
        return runs.run({ files: await reader.read([name]), plan });
      });
      if (!report) continue;
      const cells = resultCells(columns, report, context.cwd);
      if (cells) {
        await table.add(name, cells);
        done += 1;
        failedInRow = 0;
        if (!options.quiet) noteLine(context, `✓ ${name} · ${cells.join(" · ").replace(/\s+/g, " ")}`);
      } else {
        const [error = report.status] = report.tasks.flatMap((task) => task.error ?? []);
        noteLine(context, `✗ ${name} · ${error}`);
        failedInRow += 1;
        // A cap that was reached ends the next run, too; and if every file fails, it is not the files' fault.
        if (report.tasks.some(({ status }) => status === "skipped") || failedInRow === MOST_FAILED) break;
      }
    }
  } finally {
    await close();
  }
  const rest = left.length - done;
  const again =
    rest > 0 ? t` · ${count(rest, "file")} without a row: the same command tries these again` : "";
  const all = t`${csv}: ${count(done, "row")} added, ${count(names.length - left.length, "row")} there before`;
  if (!options.quiet) noteLine(context, `${all} · ${usageText(runs.usage)}${again}`);
  if (rest > 0) context.exitWith(EXIT.failed);
}

/** Runs of one request that share the caps of the flags. */
class CappedRuns {
  readonly #runtime: Runtime;
  readonly #request: string;
  readonly #options: EachOptions;
  readonly #context: CliContext;
  readonly #begun = Date.now();
  usage: RunUsage = NO_USAGE;

  constructor(runtime: Runtime, request: string, options: EachOptions, context: CliContext) {
    this.#runtime = runtime;
    this.#request = request;
    this.#options = options;
    this.#context = context;
  }

  async run(wanted: Omit<RuntimeRequest, "request">): Promise<ShownReport> {
    const { cache, out } = this.#options;
    const { cwd, signal } = this.#context;
    const live = this.#runtime.run({
      request: this.#request,
      cache,
      ...(out === undefined ? {} : { out: resolve(cwd, out) }),
      caps: this.#capsLeft(),
      signal,
      ...wanted,
    });
    const report = shownReport(await live.report, live.artifacts);
    this.usage = sum(this.usage, report.usage);
    return report;
  }

  #capsLeft(): Partial<RunCaps> {
    const { maxCost, maxCalls, maxTime } = this.#options;
    const { cost, llmCalls, modelCalls } = this.usage;
    const left = (most: number | undefined, used: number): number | null =>
      most === undefined ? null : Math.max(0, most - used);
    return stated({
      maxCost: left(maxCost, cost),
      maxCalls: left(maxCalls, llmCalls + modelCalls),
      maxMs: left(maxTime, Date.now() - this.#begun),
    });
  }
}

/** Returns the given files and the files of given folders, each once. @throws Fault USAGE if there are none. */
async function namesOf(given: readonly string[], cwd: string): Promise<string[]> {
  const names: string[] = [];
  for (const one of given) {
    const found = await stat(resolve(cwd, one)).catch(() => null);
    names.push(...(found?.isDirectory() ? (await folderFiles(one, cwd, MOST_FILES)).paths : [one]));
  }
  if (names.length === 0 || names.includes("-"))
    throw new Fault("USAGE", "--csv does the request once for each file", {
      came: names.length === 0 ? "no file" : "standard input, which is one",
      next: "Give files or a folder with --file.",
    });
  return [...new Set(names)];
}

/** Returns a plan for the first usable file, with or without a row, so that a repeated command plans the same. */
async function planned(
  names: readonly string[],
  reader: FileReader,
  runs: CappedRuns,
  options: EachOptions,
  context: CliContext,
): Promise<{ readonly plan: string; readonly columns: readonly ResultColumn[] }> {
  const given = options.plan === undefined ? {} : { plan: await readPlanFile(options.plan, context) };
  for (const name of names) {
    const files = await unlessItsOwnFault(name, context, () => reader.read([name]));
    if (!files) continue;
    const { plan, answer } = await runs.run({ files, until: "plan", ...given });
    if (plan.length === 0) throw noTask(answer);
    return { plan: JSON.stringify({ plan }), columns: resultColumns(plan) };
  }
  throw new Fault("INPUT_UNREADABLE", "None of the files can be used", { next: "Check the path of --file." });
}

/** Returns the result for a file; null, with a note, if only this file is at fault. */
async function unlessItsOwnFault<T>(
  name: string,
  context: CliContext,
  use: () => Promise<T>,
): Promise<T | null> {
  try {
    return await use();
  } catch (error) {
    const code = exitCodeOf(error);
    if (context.signal.aborted || (code !== EXIT.usage && code !== EXIT.failed)) throw error;
    noteLine(context, `✗ ${name} · ${describeError(error)}`);
    return null;
  }
}

function noTask(answer: string): Fault {
  return new Fault("USAGE", "The request needs no model, so there is nothing to put into a table", {
    came: answer || undefined,
    next: "Say what is to be done with each file.",
  });
}

function sum(one: RunUsage, other: RunUsage): RunUsage {
  const keys = Object.keys(one) as (keyof RunUsage)[];
  return Object.fromEntries(keys.map((key) => [key, one[key] + other[key]])) as unknown as RunUsage;
}

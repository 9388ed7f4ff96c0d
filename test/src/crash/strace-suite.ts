import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { startHub } from "../hub-server.js";
import type { CrashOptions, CrashReport } from "./crash-suite.js";
import { CAN_TRACE, type CallPoint, callsOf, type Injection, runWith, type TracedEnd } from "./strace.js";
import { Bench, SCENARIOS, type Scenario } from "./traced-scenarios.js";

/** Models of the Hub: enough for every kind of index. */
const MODELS = 8;
/** Runs at a time: more make nothing faster on two processors. */
const AT_ONCE = 2;
/** The exit code of a registry that cannot be written (DESIGN 7). */
const UNUSABLE = 4;
/** Of the calls that may fail, every n-th does: most are writes of one page after another. */
const EVERY_ERROR = 8;

export interface SweepOptions {
  /** Only every n-th call is killed at; 1: all. */
  readonly everyKill: number;
  /** Only every n-th call fails, once with each error. */
  readonly everyError: number;
  /** The scenarios; absent: all. */
  readonly scenarios?: readonly Scenario[];
  readonly print: (line: string) => void;
}

export interface SweepResult {
  readonly runs: number;
  readonly kills: number;
  /** Calls that failed, by how the command ended: with an error, or well in spite of it. */
  readonly refused: number;
  readonly survived: number;
  /** Points of each scenario and injection, as they are printed. */
  readonly figures: readonly (readonly [string, string])[];
  readonly failures: readonly string[];
}

type Work = { readonly scenario: Scenario; readonly injection: Injection; readonly point: CallPoint };
type Counts = { kills: number; refused: number; survived: number; failures: string[] };

/** Kills commands at every call that changes a file, and has every such call fail once; tells what came of it. */
export async function crash({ print }: CrashOptions): Promise<CrashReport> {
  if (!CAN_TRACE) return { figures: [["skipped", "strace is absent or may not trace here"]], failures: [] };
  const { runs, kills, refused, survived, figures, failures } = await sweep({
    everyKill: 1,
    everyError: EVERY_ERROR,
    print,
  });
  const totals = [
    ["runs", String(runs)],
    ["killed", String(kills)],
    ["failed calls that ended it with an error", String(refused)],
    ["failed calls that it got over", String(survived)],
  ] as const;
  return { figures: [...figures, ...totals], failures };
}

/** Goes through the calls of every scenario, or every n-th of them. */
export async function sweep(options: SweepOptions): Promise<SweepResult> {
  const { scenarios = SCENARIOS, print } = options;
  const folder = mkdtempSync(join(tmpdir(), "hugginggpt-sweep-"));
  const hub = await startHub({ rows: readHubRows(INVENTED_FILE).slice(0, MODELS) });
  const counts: Counts = { kills: 0, refused: 0, survived: 0, failures: [] };
  const figures: [string, string][] = [];
  let runs = 0;
  try {
    const bench = await Bench.prepare(folder, hub.url);
    for (const scenario of scenarios) {
      const home = bench.home(scenario);
      const points = await callsOf(bench.traced(scenario, home));
      const work = worksOf(scenario, points, options);
      await together(work, (one) => runOne(bench, one, counts));
      runs += work.length;
      figures.push([scenario.name, `${points.length} calls, ${work.length} runs`]);
      print(
        `${scenario.name}: ${points.length} calls, ${work.length} runs, ${counts.failures.length} failures so far`,
      );
    }
  } finally {
    await hub.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  return { ...counts, runs, figures };
}

/** A call to open or remove a file fails for other reasons than these; it is only killed at. */
function worksOf(
  scenario: Scenario,
  points: readonly CallPoint[],
  { everyKill, everyError }: SweepOptions,
): Work[] {
  const mayFail = points.filter(({ call }) => /write|sync|truncate/.test(call));
  const at = (injection: Injection, some: readonly CallPoint[]) =>
    some.map((point) => ({ scenario, injection, point }));
  return [
    ...at("signal=SIGKILL", everyNth(points, everyKill)),
    ...at("error=EIO", everyNth(mayFail, everyError)),
    ...at("error=ENOSPC", everyNth(mayFail, everyError)),
  ];
}

function everyNth<T>(items: readonly T[], n: number): T[] {
  return items.filter((_, at) => at % n === Math.floor(n / 2));
}

async function runOne(bench: Bench, { scenario, injection, point }: Work, counts: Counts): Promise<void> {
  const home = bench.home(scenario);
  const where = `${scenario.name}, ${injection} at ${point.call} ${point.n}`;
  try {
    const end = await runWith(injection, point, bench.traced(scenario, home));
    const wrong = injection === "signal=SIGKILL" ? afterKill(end, counts) : afterError(end, counts);
    const silent =
      end.code === 0 ? bench.check(scenario, home).map((what) => `it ended with 0, but ${what}`) : [];
    const problems = [...wrong, ...silent, ...(await bench.resume(scenario, home))];
    counts.failures.push(...problems.map((problem) => `${where}: ${problem}`));
  } catch (error) {
    counts.failures.push(`${where}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A kill may hit a process that builds an index: then the command itself ends with an error. */
function afterKill({ signal }: TracedEnd, counts: Counts): string[] {
  if (signal === "SIGKILL") counts.kills++;
  return [];
}

function afterError({ code, signal, stderr }: TracedEnd, counts: Counts): string[] {
  if (code === 0) counts.survived++;
  else counts.refused++;
  if (signal !== null) return [`it died by ${signal}`];
  if (code === 0 || (code === UNUSABLE && stderr.startsWith("error: "))) return [];
  return [`it ended with ${code}: ${stderr.slice(0, 300)}`];
}

async function together<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = items[Symbol.iterator]();
  const worker = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

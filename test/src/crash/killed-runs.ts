import { isDeepStrictEqual } from "node:util";
import type { RunReport } from "@hugginggpt/runtime";
import type { CliResult, RunningCli } from "../e2e/running-cli.js";
import { seededRandom } from "../loopback/seeded-random.js";
import { type RunBench, type RunServers, startRunBench } from "./run-bench.js";
import { fileProblems, journalLines, lastRecord, succeededIn } from "./run-state.js";

/** When a run is killed: as its n-th request arrives, once its journal has n more lines, or after so long. */
interface KillPoint {
  readonly at: "request" | "journal" | "time";
  /** From 1; milliseconds for `time`. */
  readonly n: number;
}

/** What an uninterrupted run does. */
interface Whole {
  readonly report: RunReport;
  readonly requests: number;
  readonly lines: number;
  /** Milliseconds until its first request, and until its end. */
  readonly begins: number;
  readonly ends: number;
}

export interface KilledRuns {
  readonly kills: number;
  /** Runs that came to their end, after some kills each. */
  readonly runs: number;
  readonly points: Readonly<Record<KillPoint["at"], number>>;
  /** Tasks that were asked for more than once: they were in flight when the run was killed. */
  readonly repeated: number;
  readonly failures: readonly string[];
}

/** Kills of one run at most. */
const KILLS_OF_ONE = 8;
/** How often the journal is looked at, in milliseconds. */
const LOOK_MS = 3;

/**
 * Kills runs at random points, resumes them until they end, and returns what came of it, until there were so many kills.
 * Two are at work at the same time.
 */
export async function killRuns(
  kills: number,
  seed: number,
  progress: (line: string) => void = () => undefined,
): Promise<KilledRuns> {
  const bench = await startRunBench();
  try {
    const tally = new Tally(kills, progress);
    await Promise.all(
      [1, 2].map((worker) => killInTurn(bench, `${seed}/${worker}`, seed * 2 + worker, tally)),
    );
    return tally;
  } finally {
    bench.close();
  }
}

/** What has come of it so far. */
class Tally implements KilledRuns {
  readonly points = { request: 0, journal: 0, time: 0 };
  readonly failures: string[] = [];
  readonly #wanted: number;
  readonly #progress: (line: string) => void;
  #begun = 0;
  kills = 0;
  runs = 0;
  repeated = 0;

  constructor(wanted: number, progress: (line: string) => void) {
    this.#wanted = wanted;
    this.#progress = progress;
  }

  /** Returns true where one more kill is wanted; it then counts as begun. */
  wants(): boolean {
    if (this.#begun >= this.#wanted || this.failures.length > 20) return false;
    this.#begun++;
    return true;
  }

  /** The run had ended before it could be killed. */
  wasTooLate(): void {
    this.#begun--;
  }

  killed({ at }: KillPoint): void {
    this.points[at]++;
    this.kills++;
  }

  failed(what: string): void {
    this.failures.push(what);
    this.#progress(`FAILED: ${what}`);
  }

  ended(repeated: number): void {
    this.runs++;
    this.repeated += repeated;
    this.#progress(
      `${this.kills} kills, ${this.runs} runs, ${this.repeated} tasks repeated, ${this.failures.length} failures`,
    );
  }
}

async function killInTurn(bench: RunBench, name: string, seed: number, tally: Tally): Promise<void> {
  const random = seededRandom(seed);
  const servers = await bench.servers();
  try {
    const whole = await bench.withHome((home) => runWhole(servers, home));
    for (let n = 0; tally.wants(); n++) {
      tally.wasTooLate();
      servers.clear();
      const run = new KilledRun(servers, whole, random, tally);
      const failures = await bench
        .withHome((home) => run.toItsEnd(home))
        .catch((error: unknown) => [String(error)]);
      for (const failure of failures) tally.failed(`seed ${name}, run ${n}, ${run.shown}: ${failure}`);
    }
  } finally {
    await servers.close();
  }
}

async function runWhole(servers: RunServers, home: string): Promise<Whole> {
  servers.clear();
  const began = Date.now();
  let begins = 0;
  servers.llm.inject({
    times: 1,
    fault: (_request, honest) => {
      begins = Date.now() - began;
      return honest();
    },
  });
  const report = reportOf(await servers.start("run", home).ended);
  const ends = Date.now() - began;
  const requests = servers.llm.requests.length + servers.inference.requests.length;
  return { report, requests, lines: journalLines(home), begins, ends };
}

/** One run that is killed again and again until it ends. */
class KilledRun {
  readonly #servers: RunServers;
  readonly #whole: Whole;
  readonly #random: () => number;
  readonly #tally: Tally;
  readonly #points: KillPoint[] = [];
  readonly #failures: string[] = [];

  constructor(servers: RunServers, whole: Whole, random: () => number, tally: Tally) {
    this.#servers = servers;
    this.#whole = whole;
    this.#random = random;
    this.#tally = tally;
  }

  get shown(): string {
    return `killed at ${this.#points.map(({ at, n }) => `${at} ${n}`).join(", ")}`;
  }

  /** Returns what did not hold. */
  async toItsEnd(home: string): Promise<readonly string[]> {
    let end: CliResult | null = null;
    while (!end && this.#points.length < KILLS_OF_ONE && this.#tally.wants())
      end = await this.#killOnce(home);
    end ??= await (await this.#resume(home)).ended;
    await this.#check(end, home);
    return this.#failures;
  }

  /** Returns how the run ended, where it did before it could be killed. */
  async #killOnce(home: string): Promise<CliResult | null> {
    const [done, asked] = [succeededIn(await lastRecord(home)), this.#servers.asked()];
    const point = this.#drawPoint(home);
    const running = await this.#resume(home);
    const disarm = this.#arm(point, running, home);
    const end = await running.ended.finally(disarm);
    const now = this.#servers.asked();
    for (const id of done.filter((one) => now[one] !== asked[one]))
      this.#fail(`finished task ${id} was asked for`);
    if (end.signal === "SIGKILL") {
      this.#points.push(point);
      this.#tally.killed(point);
      return null;
    }
    this.#tally.wasTooLate();
    return end;
  }

  /** A run that was killed before it began is begun again. */
  async #resume(home: string): Promise<RunningCli> {
    return this.#servers.start((await lastRecord(home)) ? "resume" : "run", home);
  }

  async #check(end: CliResult, home: string): Promise<void> {
    const record = await lastRecord(home);
    if (end.code !== 0 || !record) return this.#fail(`ended with ${end.code ?? end.signal}: ${end.stderr}`);
    const { answer, tasks, status } = reportOf(end);
    const { report } = this.#whole;
    if (status !== "done" || answer !== report.answer) this.#fail(`the answer is ${status}: ${answer}`);
    const [came, wanted] = [tasks, report.tasks].map((all) =>
      all.map(({ output, model }) => ({ output, model })),
    );
    if (!isDeepStrictEqual(came, wanted)) this.#fail(`the results are ${JSON.stringify(came)}`);
    this.#failures.push(...fileProblems(home, record));
    const repeated = this.#servers.asked().map((times) => times - 1);
    for (const [id, more] of repeated.entries()) {
      if (more > this.#points.length) this.#fail(`task ${id} was asked for ${more + 1} times`);
    }
    this.#tally.ended(repeated.reduce((sum, more) => sum + more, 0));
  }

  #fail(what: string): void {
    this.#failures.push(what);
  }

  #drawPoint(home: string): KillPoint {
    const kind = this.#random();
    const share = this.#random();
    const { requests, lines, begins, ends } = this.#whole;
    const within = (most: number): number => 1 + Math.floor(share * Math.max(1, most));
    const came = this.#servers.llm.requests.length + this.#servers.inference.requests.length;
    if (kind < 0.35 && came < requests) return { at: "request", n: within(requests - came) };
    const left = lines - journalLines(home);
    if (kind < 0.75) return { at: "journal", n: within(Math.max(left, 4)) };
    return { at: "time", n: Math.floor(begins / 2) + within(ends - begins / 2) };
  }

  /** Returns what takes the point back. */
  #arm({ at, n }: KillPoint, running: RunningCli, home: string): () => void {
    const kill = (): void => running.kill("SIGKILL");
    if (at === "time") {
      const timer = setTimeout(kill, n);
      return () => clearTimeout(timer);
    }
    if (at === "journal") {
      const wanted = journalLines(home) + n;
      const timer = setInterval(() => journalLines(home) >= wanted && kill(), LOOK_MS);
      return () => clearInterval(timer);
    }
    let came = 0;
    const rules = [this.#servers.llm, this.#servers.inference].map((server) =>
      server.inject({
        fault: (_request, honest) => {
          if (++came === n) kill();
          return honest();
        },
      }),
    );
    return () => {
      for (const rule of rules) rule.remove();
    };
  }
}

function reportOf({ code, stdout, stderr }: CliResult): RunReport {
  if (stdout === "") throw new Error(`No document, exit code ${code}: ${stderr}`);
  return JSON.parse(stdout);
}

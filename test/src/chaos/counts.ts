import type { PostgresDatabase } from "@hugginggpt/shared/postgres";
import type { ModelCall } from "./counted-models.js";

/** What came of the runs, by the database and by the log of the models. */
export interface Counts {
  /** That a server has taken. */
  readonly taken: number;
  /** Of these, those whose record is not there or does not say that they are done. */
  readonly runsMissing: readonly string[];
  /** Of these, those whose answer is not there or is another's. */
  readonly answersLost: readonly string[];
  /** Runs that were worked on and that no server has told its client of: a request that was done twice. */
  readonly strangers: readonly string[];
  /** Records of requests that a server was killed at before it took them; nobody works on them. */
  readonly untaken: number;
  /** Tasks that were started again after their end had been recorded. */
  readonly finishedTwice: readonly string[];
  /** Tasks that were asked for more than once: between the call and the record came a kill, or a lease ended. */
  readonly inFlightTwice: number;
  /** Calls of the models. */
  readonly calls: number;
}

interface Entry {
  readonly run: string;
  readonly seq: number;
  readonly event: { readonly type: string; readonly [field: string]: unknown };
}

const STARTS: ReadonlySet<string> = new Set(["task-started", "attempt-started"]);

/** Counts what became of the runs, whose words are given by their ids. */
export async function countsOf(
  database: PostgresDatabase,
  words: ReadonlyMap<string, string>,
  calls: readonly ModelCall[],
): Promise<Counts> {
  const runs = await database.query<{ run: string; status: string | null }>(
    "SELECT run, status FROM hugginggpt.runs",
  );
  const rows = await database.query<{ run: string; seq: number; entry: string }>(
    "SELECT run, seq, entry FROM hugginggpt.run_events ORDER BY run, seq",
  );
  const entries = rows.map(({ run, seq, entry }): Entry => ({ run, seq, event: JSON.parse(entry).event }));
  const status = new Map(runs.map((row) => [row.run, row.status]));
  const answers = answersOf(entries);
  const ids = [...words.keys()];
  const others = runs.filter(({ run }) => !words.has(run));
  const begun = new Set(entries.flatMap(({ run, event }) => (STARTS.has(event.type) ? [run] : [])));
  return {
    taken: ids.length,
    runsMissing: ids.filter((run) => status.get(run) !== "done"),
    answersLost: [...words].flatMap(([run, word]) =>
      new RegExp(`\\b${word}\\b`).test(answers.get(run) ?? "") ? [] : [run],
    ),
    strangers: others.flatMap(({ run }) => (begun.has(run) ? [run] : [])),
    untaken: others.filter(({ run }) => !begun.has(run)).length,
    finishedTwice: finishedTwice(entries),
    inFlightTwice: inFlightTwice(calls),
    calls: calls.length,
  };
}

function answersOf(entries: readonly Entry[]): ReadonlyMap<string, string> {
  return new Map(
    entries.flatMap(({ run, event }) =>
      event.type === "answer-ready" ? [[run, JSON.stringify(event)] as const] : [],
    ),
  );
}

/** By the order of each run's record. */
function finishedTwice(entries: readonly Entry[]): string[] {
  const finished = new Set<string>();
  const again: string[] = [];
  for (const { run, seq, event } of entries) {
    const task = `${run} task ${String(event.task)}`;
    if (event.type === "task-ended") finished.add(task);
    else if (STARTS.has(event.type) && finished.has(task)) again.push(`${task}: ${event.type} at ${seq}`);
  }
  return again;
}

function inFlightTwice(calls: readonly ModelCall[]): number {
  const times = new Map<string, number>();
  for (const { word, task } of calls) times.set(`${word}/${task}`, (times.get(`${word}/${task}`) ?? 0) + 1);
  return [...times.values()].filter((count) => count > 1).length;
}

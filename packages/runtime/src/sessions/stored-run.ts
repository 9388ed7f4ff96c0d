import { randomBytes } from "node:crypto";
import {
  describeError,
  didYouMean,
  Fault,
  isFault,
  type JournalEntry,
  type RunStore,
  type RunSummary,
} from "@hugginggpt/shared";
import { type RecordedRun, recordedRun } from "../journal/recorded-run.js";
import { summaryOf, tallied } from "../journal/run-tally.js";
import { isOwnRunId } from "../journal/store-rules.js";

/**
 * Returns a run id that sorts by time, in milliseconds, and cannot be guessed: `20261122-184205123-` and 128 random
 * bits in hex.
 */
export function newRunId(now: number): string {
  const stamp = new Date(now).toISOString().slice(0, 23).replace(/[-:.]/g, "").replace("T", "-");
  return `${stamp}-${randomBytes(16).toString("hex")}`;
}

/** The length of a short id, in characters. */
const SHORT = 8;
/** The length of an id's date and time to the second, in characters. */
const SECONDS = 15;

/** Returns the short id of a run, which `findRun` accepts: the first characters of its random part. */
export function shortRunId(run: string): string {
  return randomPart(run).slice(0, SHORT) || run;
}

/** Returns the name of the folder of a run's files: its start and its short id. `findRun` accepts it, too. */
export function runFolder(run: string): string {
  const short = shortRunId(run);
  return short === run ? run : `${run.slice(0, SECONDS)}-${short}`;
}

function randomPart(run: string): string {
  return /^\d{8}-\d{9}-([0-9a-f]+)$/.exec(run)?.[1] ?? "";
}

/** A run as its journal describes it. */
export interface StoredRun {
  readonly run: string;
  readonly record: RecordedRun;
  readonly entries: readonly JournalEntry[];
}

/** The shortest prefix of a random part that selects a run, in characters: a year should not. */
const SHORTEST = 4;
/** How many ids a message lists if several match. */
const LISTED = 5;

/**
 * Returns a run by its id, by the beginning of it or of its random part, by the name of its folder, or by `last`: the
 * latest one that started.
 * @throws Fault RUN_NOT_FOUND if there is none or its record is empty, USAGE if several match, DISK.
 */
export async function findRun(store: RunStore, wanted: string): Promise<StoredRun> {
  const own = isOwnRunId(wanted) ? await store.entries(wanted) : [];
  const run = own.length > 0 ? wanted : await findId(store, wanted);
  const entries = own.length > 0 ? own : await store.entries(run);
  const record = recordedRun(entries);
  if (record) return { run, record, entries };
  throw new Fault("RUN_NOT_FOUND", `The record of ${run} is empty: the run ended before it started`, {
    next: "Run the request again.",
  });
}

/** The latest runs, and those with damaged records. */
export interface RunList {
  /** The latest first; runs that never started are left out. */
  readonly runs: readonly RunSummary[];
  readonly damaged: readonly { readonly run: string; readonly error: string }[];
}

/** The most records that a search for words reads. */
const READ = 5_000;

/**
 * Returns at most `most` of the latest runs whose request contains the words, in any case, and the damaged ones among
 * them.
 */
export async function latestRuns(store: RunStore, most: number, words = ""): Promise<RunList> {
  if (store.shared) return { runs: await store.shared.latest(most, words), damaged: [] };
  const wanted = words.toLowerCase();
  const runs: RunSummary[] = [];
  const damaged: { readonly run: string; readonly error: string }[] = [];
  for (const run of (await store.runs()).slice(0, wanted === "" ? undefined : READ)) {
    if (runs.length >= most) break;
    try {
      const tally = tallied(null, await store.entries(run));
      if (tally?.request.toLowerCase().includes(wanted))
        runs.push(summaryOf(tally, await store.isClaimed(run)));
    } catch (error) {
      if (!isFault(error)) throw error;
      damaged.push({ run, error: describeError(error) });
    }
  }
  return { runs, damaged };
}

async function findId(store: RunStore, wanted: string): Promise<string> {
  const ids = await store.runs();
  const found = wanted === "last" ? await lastBegun(store, ids) : ids.filter((id) => begins(id, wanted));
  const [only, another] = ids.includes(wanted) ? [wanted] : found;
  if (only === undefined) {
    throw new Fault("RUN_NOT_FOUND", `There is no run ${wanted}`, {
      next:
        ids.length > 0
          ? `${didYouMean(wanted, ids)} \`hugginggpt runs list\` shows them.`.trimStart()
          : "There are no runs yet.",
    });
  }
  if (another === undefined) return only;
  throw new Fault("USAGE", `${found.length} runs begin with ${wanted}`, {
    wanted: found.slice(0, LISTED).join(", "),
    came: wanted,
    next: "Give more of the id.",
  });
}

function begins(id: string, wanted: string): boolean {
  if (id.startsWith(wanted) || runFolder(id) === wanted) return true;
  return wanted.length >= SHORTEST && randomPart(id).startsWith(wanted.toLowerCase());
}

/** Returns the latest run with a record. One killed before its first entry has only a directory. */
async function lastBegun(store: RunStore, ids: readonly string[]): Promise<string[]> {
  for (const id of ids) {
    if ((await readableEntries(store, id)).length > 0) return [id];
  }
  return [];
}

/** Returns the entries of a run; none if its record is damaged, which `runs list` reports. */
export async function readableEntries(store: RunStore, run: string): Promise<readonly JournalEntry[]> {
  return store.entries(run).catch((error: unknown) => {
    if (!isFault(error)) throw error;
    return [];
  });
}

import type { RunEvent } from "@hugginggpt/shared";
import { withoutContent } from "../journal/encode-entry.js";

/** Fields that always differ: times, and usage, because a replay has none. */
const TIMES: ReadonlySet<string> = new Set(["at", "ms", "seconds", "usage", "cost"]);
/** Events about the setup of a run or the progress of a job, which are not compared. */
const NOT_COMPARED: ReadonlySet<RunEvent["type"]> = new Set([
  "input-recorded",
  "run-resumed",
  "job-submitted",
  "attempt-progress",
  "attempt-waiting",
  "result-reused",
  "call-ended",
]);

/** A difference between two runs. */
export interface Difference {
  /** What the event was about: `run`, `task 2`, `prompt 1f3a...`. */
  readonly about: string;
  /** Where in the event they differ and the value there, as JSON; null if there is no such event. */
  readonly recorded: string | null;
  readonly now: string | null;
}

/**
 * Returns the differences between two lists of a run's events, ignoring times and the order of independent events: the
 * first difference among the run's own events, those of each task and those of each question to the controller. If a
 * task started more than once the last time counts, as does the last answer to a question; unanswered questions do not.
 */
export function differences(recorded: readonly RunEvent[], now: readonly RunEvent[]): Difference[] {
  const [before, after] = [grouped(recorded), grouped(now)];
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].flatMap((about) =>
    firstDifference(about, before.get(about) ?? [], after.get(about) ?? []),
  );
}

function firstDifference(about: string, recorded: readonly string[], now: readonly string[]): Difference[] {
  const length = Math.max(recorded.length, now.length);
  const at = Array.from({ length }, (_, i) => i).find((i) => recorded[i] !== now[i]);
  if (at === undefined) return [];
  const [before, after] = [recorded[at] ?? null, now[at] ?? null];
  if (before === null || after === null) return [{ about, recorded: before, now: after }];
  return [{ about, ...narrowed(JSON.parse(before), JSON.parse(after)) }];
}

/** Returns the innermost place at which two values differ, following objects and lists. */
function narrowed(before: unknown, after: unknown, path = ""): Pick<Difference, "recorded" | "now"> {
  if (isObject(before) && isObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    const name = [...names].find((one) => JSON.stringify(before[one]) !== JSON.stringify(after[one]));
    if (name !== undefined) return narrowed(before[name], after[name], path ? `${path}.${name}` : name);
  }
  const shown = (value: unknown): string => `${path ? `${path}: ` : ""}${JSON.stringify(value) ?? "nothing"}`;
  return { recorded: shown(before), now: shown(after) };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function grouped(events: readonly RunEvent[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, RunEvent[]>();
  for (const event of events) {
    if (NOT_COMPARED.has(event.type)) continue;
    const about = subjectOf(event);
    groups.set(about, [...(groups.get(about) ?? []), event]);
  }
  return new Map(
    [...groups].flatMap(([about, all]) => {
      const lines = lastTime(about, all).map(withoutTimes);
      return lines.length > 0 ? [[about, lines] as const] : [];
    }),
  );
}

function subjectOf(event: RunEvent): string {
  if ("prompt" in event) return `prompt ${event.prompt}`;
  if (!("task" in event)) return "run";
  return event.type === "candidates-found" || event.type === "model-selected"
    ? `choice of task ${event.task}`
    : `task ${event.task}`;
}

/** Leaves out what a later process repeated. */
function lastTime(about: string, events: readonly RunEvent[]): readonly RunEvent[] {
  if (about === "run") return firstOfEach(events);
  const [first, last] = about.startsWith("prompt")
    ? (["controller-called", "controller-answered"] as const)
    : about.startsWith("choice")
      ? (["candidates-found", null] as const)
      : (["task-started", "task-ended"] as const);
  const from = events.map(({ type }) => type).lastIndexOf(first);
  const rest = events.slice(Math.max(0, from));
  return last === "controller-answered" && !rest.some(({ type }) => type === last) ? [] : rest;
}

/** Leaves out repeated starts of a stage, and repeated warnings. */
function firstOfEach(events: readonly RunEvent[]): readonly RunEvent[] {
  const seen = new Set<string>();
  return events.filter((event) => {
    if (event.type !== "stage-started" && event.type !== "warning" && event.type !== "tasks-known")
      return true;
    const line = withoutTimes(event);
    return !seen.has(line) && seen.add(line);
  });
}

/** Returns an event as text without times and file contents; the artifacts contain the hashes of files. */
function withoutTimes(event: RunEvent): string {
  return JSON.stringify(withoutContent(event), (key, value: unknown) =>
    TIMES.has(key) || (key === "bytes" && typeof value === "object") ? undefined : sorted(value),
  );
}

/** Returns an object with sorted keys, so that equal objects give equal texts. */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

import type { JobProgress, Outcome, RunEvent } from "@hugginggpt/shared";
import { oneLine } from "@hugginggpt/shared";
import { fixed, say, t } from "../lang/words.js";
import type { CliContext } from "../program/cli-context.js";
import { duration } from "./format.js";
import type { Readable } from "./handles.js";
import { LiveLines } from "./live-lines.js";
import { type Paint, paintFor } from "./paint.js";
import { unfitLine } from "./plan-view.js";

/** What shows a run while it works. */
export interface RunScreen {
  readonly show: (event: RunEvent) => void;
  /** Makes room for what others write, until the next event. */
  readonly clear: () => void;
  /** Shows nothing any more. */
  readonly end: () => void;
}

interface TaskLine {
  readonly name: string;
  model: string | null;
  /** Milliseconds; null before it has begun. */
  since: number | null;
  note: string;
}

const SPINNER = [..."⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"];
const STAGES = {
  planning: "Planning",
  selection: "Choosing models",
  execution: "Starting",
  response: "Writing the answer",
} as const;
/** Most tasks shown at once; running ones come first. */
const MOST = 8;
/** Characters of a reason beside a task. */
const REASON = 80;

/**
 * Returns a view that shows a run on standard error: on a terminal a line for each active task, and everywhere a line
 * for each ended one. Reasons of failures are left to the answer. `now` in milliseconds.
 */
export function runProgress(context: CliContext, readable: Readable, now: () => number): RunScreen {
  const paint = paintFor(context.err, context.env);
  const tasks = new Map<number, TaskLine>();
  let stage: { readonly name: string; readonly since: number } | null = null;
  const live = new LiveLines(context, (frame) => {
    const spinner = paint.cyan(SPINNER[frame % SPINNER.length] ?? "");
    const running = [...tasks].filter(([, { since }]) => since !== null);
    const waiting = [...tasks].filter(([, { since }]) => since === null);
    const lines = [
      ...running.map(([id, task]) => runningLine(id, task, { spinner, now: now(), paint })),
      ...waiting.map(([id, { name }]) => paint.dim(`· [${id}] ${name}`)),
    ];
    if (running.length === 0 && stage)
      lines.unshift(`${spinner} ${stage.name} · ${duration(now() - stage.since)}`);
    const more = lines.length - MOST;
    return more > 0 ? [...lines.slice(0, MOST), paint.dim(t`  and ${more} more`)] : lines;
  });
  const said = (line: string): void => live.print(readable(line));
  return {
    show(event) {
      switch (event.type) {
        case "stage-started":
          stage = { name: fixed(STAGES[event.stage]), since: now() };
          break;
        case "run-resumed":
          said(paint.dim(t`Continuing; finished work is reused.`));
          break;
        case "plan-ready":
          tasks.clear();
          for (const { id, task } of event.plan)
            tasks.set(id, { name: task, model: null, since: null, note: "" });
          break;
        case "inputs-unused":
          said(
            paint.yellow(t`warning: no task uses ${event.files.map((file) => oneLine(file, 80)).join(", ")}`),
          );
          break;
        case "nothing-fits":
          said(paint.yellow(`[${event.task}] ${tasks.get(event.task)?.name ?? ""}: ${unfitLine(event)}`));
          break;
        case "warning":
          said(paint.yellow(t`warning: ${say(event.message)}`));
          break;
        case "task-ended":
          said(endedLine(event.task, tasks.get(event.task)?.name ?? "", event.outcome, paint));
          tasks.delete(event.task);
          break;
        case "run-ended":
          tasks.clear();
          stage = null;
          break;
        default:
          noteProgress(event, tasks, now);
      }
      live.draw();
    },
    clear: () => live.clear(),
    end: () => live.end(),
  };
}

function noteProgress(event: RunEvent, tasks: ReadonlyMap<number, TaskLine>, now: () => number): void {
  const task = "task" in event && event.task !== undefined ? tasks.get(event.task) : undefined;
  if (!task) return;
  if (event.type === "model-selected") task.model = event.model;
  else if (event.type === "attempt-started") {
    task.model = event.model;
    task.since ??= now();
  } else if (event.type === "attempt-failed") {
    task.note = t`${shortModel(event.model)} failed: ${oneLine(say(event.error), REASON)}`;
  } else if (event.type === "job-submitted") task.note = t`${event.handle.provider} has accepted the job`;
  else if (event.type === "attempt-progress") task.note = progressText(event.progress);
  else if (event.type === "attempt-waiting")
    task.note = t`waiting ${duration(event.ms)} for ${event.endpoint}`;
}

function runningLine(
  id: number,
  { name, model, since, note }: TaskLine,
  { spinner, now, paint }: { readonly spinner: string; readonly now: number; readonly paint: Paint },
): string {
  const parts = [`[${id}] ${name}`, shortModel(model ?? ""), duration(now - (since ?? now)), note];
  const [what, ...rest] = parts.filter(Boolean);
  return `${spinner} ${what}${rest.map((part) => paint.dim(` · ${part}`)).join("")}`;
}

/** "✓ [0] summarization · textrank · 0.2 s": ✓ done, ↻ done by another model than the first, ✗ not done, – left out. */
function endedLine(id: number, name: string, outcome: Outcome, paint: Paint): string {
  const { status, attempts } = outcome;
  const failed = new Map(attempts.filter(({ ok }) => !ok).map(({ model, error }) => [model, error]));
  const took = attempts.length > 0 ? duration(attempts.reduce((sum, { ms }) => sum + ms, 0)) : "";
  const line = (mark: string, ...parts: readonly string[]): string =>
    `${mark} [${id}] ${name}${parts
      .filter(Boolean)
      .map((part) => paint.dim(` · ${part}`))
      .join("")}`;
  if (status === "succeeded") {
    const again = [...failed].map(
      ([model, error]) => `${shortModel(model)}: ${oneLine(say(error ?? ""), REASON)}`,
    );
    const reused = attempts.at(-1)?.usage?.reused ? t`reused` : took;
    if (again.length === 0) return line(paint.green("✓"), shortModel(outcome.model), reused);
    return line(paint.yellow("↻"), shortModel(outcome.model), reused, t`after ${again.join("; ")}`);
  }
  if (status === "failed") return line(paint.red("✗"), [...failed.keys()].map(shortModel).join(", "), took);
  return line(paint.yellow("–"), fixed(status));
}

/** A built-in tool by its name alone. */
function shortModel(id: string): string {
  return id.replace(/^builtin\//, "");
}

/** Returns how far a provider is with a job: "running, 37 %", "queued, 4 before it". */
export function progressText({ state, position, percent }: JobProgress): string {
  if (percent !== null) return `${fixed(state)}, ${Math.round(percent)} %`;
  return position === null ? fixed(state) : t`${fixed(state)}, ${position} ahead of it`;
}

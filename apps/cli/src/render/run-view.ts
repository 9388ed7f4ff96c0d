import type { ArtifactReader, Emit, Outcome, RunEvent } from "@hugginggpt/shared";
import { builtinLimits, oneLine, outputText } from "@hugginggpt/shared";
import { fixed, say, t } from "../lang/words.js";
import { type CliContext, noteLine } from "../program/cli-context.js";
import { duration } from "./format.js";
import type { Readable } from "./handles.js";
import { type Paint, paintFor } from "./paint.js";
import { planLines, unfitLine } from "./plan-view.js";
import { withPaths } from "./report-view.js";
import { progressText } from "./run-progress.js";

const STAGES = {
  planning: "1. Task planning",
  selection: "2. Model selection",
  execution: "3. Task execution",
  response: "4. Response generation",
} as const;

/**
 * Returns a view that prints a run's events on standard error, one per line, under the name of their stage, except
 * those shown elsewhere. `artifacts` knows where the run's files are.
 */
export function runView(
  context: CliContext,
  artifacts: ArtifactReader,
  readable: Readable = (text) => text,
  elsewhere: readonly RunEvent["type"][] = [],
): Emit {
  const paint = paintFor(context.err, context.env);
  const names = new Map<number, string>();
  let heading: string | null = null;
  return (event) => {
    if (event.type === "plan-ready") for (const task of event.plan) names.set(task.id, task.task);
    if (event.type === "stage-started") heading = fixed(STAGES[event.stage]);
    if (elsewhere.includes(event.type)) return;
    const how = { name: (id: number) => `[${id}] ${names.get(id) ?? ""}`, paint, artifacts };
    const lines = eventLines(event, how);
    if (heading !== null && lines.length > 0) {
      noteLine(context, paint.bold(heading));
      heading = null;
    }
    for (const line of lines) noteLine(context, readable(line));
  };
}

/** How events are shown. */
interface Showing {
  readonly name: (task: number) => string;
  readonly paint: Paint;
  readonly artifacts: ArtifactReader;
}

function eventLines(event: RunEvent, { name, paint, artifacts }: Showing): string[] {
  switch (event.type) {
    case "run-started":
      return [paint.dim(controllerLine(event.controller))];
    case "plan-rejected":
      return [paint.yellow(t`  plan ${event.attempt} rejected: ${event.problems.map(say).join(" ")}`)];
    case "plan-ready":
      return event.plan.length === 0
        ? [t`  no task needed`]
        : planLines(event.plan).map((line) => `  ${line}`);
    case "inputs-unused":
      return [
        paint.yellow(t`  warning: no task uses ${event.files.map((file) => oneLine(file, 80)).join(", ")}`),
      ];
    case "candidates-found":
      return event.notes.map((note) => paint.dim(`  ${name(event.task)}: ${say(note)}`));
    case "nothing-fits":
      return [paint.yellow(`  ${name(event.task)}: ${unfitLine(event)}`)];
    case "model-selected":
      return [`  ${name(event.task)}: ${paint.cyan(event.model)} ${paint.dim(choiceNote(event))}`];
    case "attempt-started":
      return [paint.dim(t`  ${name(event.task)}: ${event.model} at ${event.endpoint} ...`)];
    case "attempt-failed":
      return [
        paint.yellow(
          t`  ${name(event.task)}: ${event.model} at ${event.endpoint} failed: ${say(event.error)}`,
        ),
      ];
    case "job-submitted":
      return [paint.dim(t`  ${name(event.task)}: ${event.handle.provider} has accepted the job`)];
    case "attempt-progress":
      return [paint.dim(`  ${name(event.task)}: ${progressText(event.progress)}`)];
    case "attempt-waiting":
      return [
        paint.dim(
          t`  ${name(event.task)}: waiting ${duration(event.ms)} for ${event.endpoint}, no other endpoint is left`,
        ),
      ];
    case "task-ended":
      return outcomeLines(name(event.task), event.outcome, { paint, artifacts });
    case "warning":
      return [paint.yellow(t`  warning: ${say(event.message)}`)];
    case "run-resumed":
      return [paint.bold(t`Continuing; finished work is reused.`)];
    case "result-reused":
      return [paint.dim(t`  ${name(event.task)}: ${event.model} result reused from an earlier run`)];
    case "input-recorded":
    case "tasks-known":
    case "controller-called":
    case "controller-answered":
    case "controller-failed":
    case "task-started":
    case "answer-ready":
    case "run-cancelled":
    case "call-ended":
    case "stage-started":
    case "run-ended":
      return [];
  }
}

function controllerLine(controller: string): string {
  return controller === "offline"
    ? t`No language model is configured: rules plan, and the highest-ranked model is chosen.`
    : t`Controller: ${controller}`;
}

function outcomeLines(name: string, outcome: Outcome, { paint, artifacts }: Omit<Showing, "name">): string[] {
  if (outcome.status !== "succeeded") {
    const next = outcome.status === "failed" && outcome.next ? `. ${say(outcome.next)}` : "";
    return [`  ${paint.red(`${name}: ${fixed(outcome.status)}`)}: ${say(outcome.reason)}${next}`];
  }
  const took = outcome.attempts.at(-1)?.ms ?? 0;
  const text = oneLine(outputText(outcome.output), 160);
  const files = withPaths(outcome.artifacts, artifacts).map(({ path }) => path);
  return [
    `  ${paint.green(t`${name}: done`)} ${paint.dim(t`in ${duration(took)}`)}  ${[text, ...files].filter(Boolean).join("  ")}`,
  ];
}

/** Why a model was chosen, and what it cannot do where it is a built-in tool. */
function choiceNote({ model, reason }: { readonly model: string; readonly reason: string }): string {
  const limits = builtinLimits(model);
  return `(${say(reason)})${limits === null ? "" : `; ${say(limits)}`}`;
}

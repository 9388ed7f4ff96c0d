import type { Proposal, RunReport, TaskReport } from "@hugginggpt/runtime";
import { oneLine, type PlanJson, type RunEvent, type UnfitReason } from "@hugginggpt/shared";
import { languageName } from "@hugginggpt/shared/languages";
import { say, t } from "../lang/words.js";
import type { CliContext } from "../program/cli-context.js";
import { paintFor } from "./paint.js";

type NothingFits = Extract<RunEvent, { readonly type: "nothing-fits" }>;

/** The reason that says most, first. */
const ORDER: readonly UnfitReason[] = ["direction", "language", "kind", "checkpoint"];

/** Returns a plan as lines: each task with its arguments and what it waits for. */
export function planLines(plan: readonly PlanJson[]): string[] {
  return plan.map((task) => {
    const args = Object.entries(task.args).map(
      ([name, value]) => `${name}=${oneLine(JSON.stringify(value), 90)}`,
    );
    const waits = task.dep.filter((id) => id >= 0);
    return `[${task.id}] ${task.task}  ${args.join(" ")}${waits.length > 0 ? t`  after ${waits.join(", ")}` : ""}`;
  });
}

/** Returns what a run stopped before execution has come to: the chosen models, or the plan where none were chosen. */
export function plannedLines(
  report: Pick<RunReport, "plan"> & { readonly tasks: readonly Omit<TaskReport, "artifacts">[] },
): string[] {
  if (report.tasks.every((task) => task.candidates.length === 0 && !task.error))
    return planLines(report.plan);
  const needs = new Map(report.plan.map(({ id, need }) => [id, need]));
  return report.tasks.flatMap((task) => [
    `[${task.id}] ${task.task}: ${task.model ?? t`nothing here can do it`}${task.reason ? ` (${oneLine(say(task.reason))})` : ""}`,
    ...(needs.get(task.id) ? [t`    need: ${needs.get(task.id)}`] : []),
    ...(task.candidates.length > 1 ? [t`    candidates: ${task.candidates.join(", ")}`] : []),
    ...(task.error ? [`    ${say(task.error)}`] : []),
  ]);
}

/** Returns what is about to run: the plan, and for each task the model, where it runs and why it was chosen. */
export function proposalLines({ plan, tasks }: Proposal, context: CliContext): string[] {
  const paint = paintFor(context.err, context.env);
  return [paint.bold(t`Plan`), ...planLines(plan), paint.bold(t`Models`), ...tasks.map(modelLine)];
}

/** Returns the models that can be chosen for each task, numbered, the chosen one marked. */
export function candidateLines({ tasks }: Proposal): string[] {
  return tasks.flatMap(({ id, task, model, candidates }) => [
    `[${id}] ${task}`,
    ...candidates.map((one, i) => `  ${one === model ? "*" : " "} ${i + 1}  ${one}`),
  ]);
}

function modelLine({ id, task, model, endpoint, reason, error }: TaskReport): string {
  if (model === null) return `[${id}] ${task}: ${error === null ? t`nothing here can do it` : say(error)}`;
  return t`[${id}] ${task}: ${model} at ${endpoint ?? t`no endpoint`} (${oneLine(say(reason))})`;
}

/** Returns that no indexed model can do what a step needs, why, and which come nearest. */
export function unfitLine({ reasons, languages, nearest }: NothingFits): string {
  const reason = ORDER.find((one) => reasons.includes(one));
  return t`${reason ? SENTENCES[reason](languages) : t`No indexed model fits`}; nearest: ${nearest.join(", ")}`;
}

const SENTENCES: Readonly<Record<UnfitReason, (languages: NothingFits["languages"]) => string>> = {
  direction: ({ input, output }) =>
    t`No indexed model translates from ${namesOf(input)} into ${namesOf(output)}`,
  language: ({ input, output }) =>
    t`No indexed model knows ${namesOf(input.length > 0 ? [...new Set([...input, ...output])] : output)}`,
  kind: () => t`No indexed model does this kind of work`,
  checkpoint: () => t`No indexed model for it is finished`,
};

function namesOf(codes: readonly string[]): string {
  return codes.map(languageName).join(t` and `) || t`that language`;
}

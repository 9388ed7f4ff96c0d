import {
  closest,
  outputsOf,
  type Plan,
  type PlannedTask,
  resolveTask,
  type TaskId,
  taskSpec,
  type UserFile,
  type ValidPlan,
  type ValidTask,
  type ValueType,
} from "@hugginggpt/shared";
import { bindArgs } from "./bind-args.js";
import { fileMentions } from "./file-mentions.js";
import { depthOf, shortestCycle, topologicalOrder } from "./plan-graph.js";
import { type PlanScope, planScope } from "./plan-scope.js";
import { cleanNeed } from "./reading/clean-need.js";
import { statedLanguages } from "./reading/stated-languages.js";
import { unfoldTasks } from "./unfold-tasks.js";

export interface CheckInput {
  /** The user's words: a plan may hold the names of files that stand in them. Absent: it may hold none. */
  readonly request?: string;
  readonly files: readonly UserFile[];
  /** What can be run here. */
  readonly offered: readonly TaskId[];
}

/** A valid plan, or all problems: what is wrong, where, and what to write instead. */
export type CheckedPlan =
  | { readonly ok: true; readonly plan: ValidPlan }
  | {
      readonly ok: false;
      /** Whether its size is the only problem. */
      readonly isTooLarge: boolean;
      readonly problems: readonly string[];
      /** Types of files that the plan needs and nobody gives; empty if there are other problems. */
      readonly lacking: readonly ValueType[];
    };

/** The most tasks of a plan, and of its longest chain: limits on what a hostile or confused plan can cost. */
export const MAX_TASKS = 20;
export const MAX_DEPTH = 8;

/**
 * Returns a plan that can run, or its problems; never throws. A task over several files becomes one for each
 * (`unfoldTasks`). Each task comes after its dependencies: those that its arguments refer to and those in `dep`.
 */
export function checkPlan(written: Plan, input: CheckInput): CheckedPlan {
  const plan = unfoldTasks(written);
  const size = checkSize(written) ?? checkSize(plan);
  if (size) return wrong([size], [], plan.tasks.length > 0);
  const mentions = fileMentions(input.request ?? "", input.files);
  const scope = planScope(plan, { files: input.files, mentions }, input.offered);
  const problems = checkIds(plan);
  const tasks: ValidTask[] = [];
  const lacking: ValueType[] = [];
  for (const planned of plan.tasks) {
    const checked = checkTask(planned, scope);
    problems.push(...checked.problems.map((problem) => `Task ${planned.id} (${planned.task}): ${problem}`));
    lacking.push(...checked.lacking);
    if (checked.task) tasks.push(checked.task);
  }
  if (problems.length > 0) return wrong(problems, problems.length === lacking.length ? lacking : []);
  return orderTasks(tasks);
}

/** Returns the tasks of a valid plan for which `keep` is true. It must be true for dependencies of kept tasks. */
export function partOfPlan({ tasks }: ValidPlan, keep: (id: number) => boolean): ValidPlan {
  return branded(tasks.filter(({ id }) => keep(id)));
}

function checkSize({ tasks }: Plan): string | null {
  if (tasks.length === 0) return "The plan has no task.";
  if (tasks.length <= MAX_TASKS) return null;
  return `PLAN_LIMIT: the plan has ${tasks.length} tasks; at most ${MAX_TASKS} are allowed. Use fewer.`;
}

function checkIds({ tasks }: Plan): string[] {
  const ids = tasks.map(({ id }) => id);
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  const odd = new Set(ids.filter((id) => !Number.isSafeInteger(id) || id < 0));
  return [
    ...[...twice].map((id) => `Two tasks have the id ${id}. Give every task its own: 0, 1, 2, ...`),
    ...[...odd].map((id) => `${id} is no id. Use 0, 1, 2, ...`),
  ];
}

function checkTask(
  planned: PlannedTask,
  scope: PlanScope,
): {
  readonly task?: ValidTask;
  readonly problems: readonly string[];
  readonly lacking: readonly ValueType[];
} {
  const id = resolveTask(planned.task);
  if (!id) return { problems: [unknownTask(planned.task, scope)], lacking: [] };
  const spec = taskSpec(id);
  if (!scope.offered.has(id) || spec.outputs.length === 0)
    return { problems: [notOffered(scope)], lacking: [] };
  const { args, problems, lacking } = bindArgs(planned, spec, scope);
  const absent = [...new Set(planned.dep)].filter((of) => !scope.tasks.has(of));
  const all = [
    ...problems,
    ...absent.map((of) => `"dep" names task ${of}, but there is no such task. Leave it out, or write [-1].`),
  ];
  if (all.length > 0) return { problems: all, lacking };
  const waits = new Set([...planned.dep, ...Object.values(args).flatMap(outputsOf)]);
  const { id: number, clause } = planned;
  const need = cleanNeed(planned.need ?? "");
  const languages = statedLanguages(planned, spec);
  const task = {
    id: number,
    task: id,
    args,
    dep: [...waits].sort((a, b) => a - b),
    ...(planned.task === id ? {} : { alias: planned.task }),
    ...(Object.keys(languages).length > 0 ? { languages } : {}),
    ...(need ? { need } : {}),
    ...(clause ? { clause } : {}),
  };
  return { task, problems: [], lacking: [] };
}

function unknownTask(name: string, { offered }: PlanScope): string {
  const near = closest(name.toLowerCase(), [...offered], 3);
  const choice = near.length > 0 ? `Did you mean ${near.join(" or ")}?` : "Use only tasks from the list.";
  return `there is no such task. ${choice}`;
}

function notOffered({ offered }: PlanScope): string {
  const known = [...offered].join(", ") || "none";
  return `no model here can run it. Use another task or leave it out. Tasks that can run: ${known}.`;
}

function orderTasks(tasks: readonly ValidTask[]): CheckedPlan {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const waits = new Map(tasks.map(({ id, dep }) => [id, dep]));
  const order = topologicalOrder(waits);
  if (!order) {
    const cycle = shortestCycle(waits) ?? [];
    const path = cycle.join(" waits for ");
    return wrong([`The tasks wait for each other in a circle: ${path}. Remove one reference.`]);
  }
  const depth = depthOf(waits, order);
  if (depth > MAX_DEPTH) {
    return wrong(
      [`PLAN_LIMIT: ${depth} tasks wait for each other in a chain; at most ${MAX_DEPTH} are allowed.`],
      [],
      true,
    );
  }
  const ordered = order.flatMap((id) => byId.get(id) ?? []);
  return { ok: true, plan: branded(ordered) };
}

function wrong(
  problems: readonly string[],
  lacking: readonly ValueType[] = [],
  isTooLarge = false,
): CheckedPlan {
  return { ok: false, isTooLarge, problems: problems.map(cut), lacking: [...new Set(lacking)] };
}

function branded(tasks: readonly ValidTask[]): ValidPlan {
  const plan: Pick<ValidPlan, "tasks"> = { tasks };
  // The brand has no value at run time: this is the one place that makes a ValidPlan.
  return plan as ValidPlan;
}

/** Shortens a message, which may quote a long text of a model. */
function cut(problem: string): string {
  return problem.length > 600 ? `${problem.slice(0, 599)}…` : problem;
}

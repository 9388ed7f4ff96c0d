import {
  Fault,
  type NoSelection,
  oneLine,
  TASK_IDS,
  type TaskId,
  taskSpec,
  type UserFile,
  type ValidPlan,
} from "@hugginggpt/shared";
import { readGivenPlan } from "../planner/given-plan.js";
import { planJson } from "../planner/plan-json.js";
import { planRequest } from "../planner/plan-request.js";
import type { PlanInput, PlanResult } from "../planner/plan-result.js";
import { Choices } from "./choices.js";
import { type Preflight, preflight, unusedFiles } from "./preflight.js";
import type { RunDeps, RunInput } from "./run-input.js";
import { runnableTasks } from "./runnable-tasks.js";

/** The result of planning, with the choices that have begun. */
export type Planned =
  | {
      readonly kind: "plan";
      readonly plan: ValidPlan;
      readonly choices: Choices;
      /** Tasks for which no model in the registry can run here. */
      readonly missing: ReadonlyMap<number, NoSelection>;
      /** The tasks that can run here. */
      readonly runnable: readonly TaskId[];
      /** Reads and checks a plan that the user writes instead. */
      readonly read: (text: string) => PlanResult;
    }
  | Extract<PlanResult, { kind: "chat" }>;

/**
 * Returns the plan of a request, or that it needs none. While a language model is still writing the plan, the choices
 * for its first tasks start; they are dropped if the final plan differs.
 * @throws Fault PLAN_INVALID if there is no valid plan, CONTROLLER_FAILED and others if planning was impossible.
 */
export async function planStage(input: RunInput, deps: RunDeps): Promise<Planned> {
  const { resume } = deps;
  const read = (text: string): PlanResult => readGivenPlan(text, plannerInput(input, null));
  const choices = choicesFor(input, deps);
  if (resume?.plan) {
    const { runnable = [] } = deps;
    return { kind: "plan", plan: resume.plan, choices, missing: new Map(), read, runnable };
  }
  deps.emit({ type: "stage-started", stage: "planning" });
  try {
    const runnable = deps.runnable ?? (await runnableTasks(deps));
    deps.emit({ type: "tasks-known", runnable });
    const planned = await makePlan(input, deps, runnable, choices);
    if (planned.kind === "refused") throw noPlan(planned);
    deps.emit({ type: "plan-ready", plan: planned.kind === "plan" ? planJson(planned.plan) : [] });
    reportUnused(planned, input, deps);
    if (planned.kind === "plan") await warnOfSound(planned.plan, input, deps);
    if (planned.kind === "chat") {
      choices.drop();
      return planned;
    }
    const unnamed = preflight(planned.plan, new Map());
    if (unnamed.hopeless && input.until === "all") throw noFile(unnamed);
    const missing = cannotRun(planned.plan, runnable, deps);
    return { kind: "plan", plan: planned.plan, choices, missing, read, runnable };
  } catch (error) {
    choices.drop();
    throw error;
  }
}

/**
 * Reports the given files that are not used: for a direct answer, those that the language model cannot read. In a
 * conversation files wait for later requests: each is reported once, at the first request that had it.
 */
function reportUnused(
  planned: Exclude<PlanResult, { kind: "refused" }>,
  input: RunInput,
  deps: RunDeps,
): void {
  const { history = [], earlierFiles = history.length > 0 ? Number.POSITIVE_INFINITY : 0 } = input;
  const plan = planned.kind === "plan" ? planned.plan : { tasks: [] };
  const isRead = ({ type }: UserFile): boolean => type === "text" || type === "table";
  const files = planned.kind === "plan" ? input.files : input.files.filter((file) => !isRead(file));
  const unused = unusedFiles(
    plan,
    files.filter(({ handle }) => handle > earlierFiles),
  );
  if (unused.length > 0) deps.emit({ type: "inputs-unused", files: unused });
}

/** Warns of silent or damaged recordings that a plan uses, before a model is paid for hearing them. */
async function warnOfSound(plan: ValidPlan, { files }: RunInput, { emit }: RunDeps): Promise<void> {
  const unused = unusedFiles(plan, files);
  for (const { name, sound } of files) {
    if (!sound || unused.includes(name)) continue;
    const { soundRemark } = await import("@hugginggpt/shared/sound");
    const message = soundRemark(oneLine(name, 120), sound);
    if (message) emit({ type: "warning", message });
  }
}

function choicesFor(input: RunInput, deps: RunDeps): Choices {
  const { registry, backends, controller, records, emit, signal, advice, find, resume } = deps;
  const { request, files, topK: k, policy, models: limits, prompts } = input;
  const search = { registry, backends, controller, k, policy, limits, records };
  return new Choices(
    { request, files },
    { search, emit, signal, advice, prompts, find, begun: resume?.choices },
  );
}

async function makePlan(
  input: RunInput,
  deps: RunDeps,
  runnable: readonly TaskId[],
  choices: Choices,
): Promise<PlanResult> {
  const wanted = plannerInput(input, runnable);
  if (input.plan !== undefined) return readGivenPlan(input.plan, wanted);
  const early = input.until === "plan" ? {} : { onTasks: choices.begin.bind(choices) };
  return planRequest(wanted, { ...deps, ...early });
}

/** Returns the input of planning. `runnable`: the tasks that can run here; null if that does not matter. */
export function plannerInput(
  { request, files, history, prompts }: RunInput,
  runnable: readonly TaskId[] | null,
): PlanInput {
  return {
    request,
    files,
    offered: plannableTasks(),
    ...{ runnable: runnable ?? undefined, history, prompts },
  };
}

/** Returns the tasks that a plan can contain. One that cannot run here fails on its own, and says what to set. */
function plannableTasks(): TaskId[] {
  return TASK_IDS.filter((id) => taskSpec(id).outputs.length > 0);
}

function cannotRun(
  { tasks }: ValidPlan,
  runnable: readonly TaskId[],
  { advice }: RunDeps,
): ReadonlyMap<number, NoSelection> {
  const missing = tasks.filter(({ task }) => !runnable.includes(task));
  return new Map(
    missing.map(({ id, task }) => [id, { none: `Nothing here can run ${task} now`, next: advice || null }]),
  );
}

/** Returns the fault for a plan whose every result needs a file that was not given; it names the first. */
function noFile({ missing }: Preflight): Fault {
  const [first] = missing.values();
  return new Fault("INPUT_MISSING", first?.none ?? "A file was not given", {
    next: first?.next ?? "Add it to the request; on the command line by --file.",
  });
}

function noPlan({ reason, problems, next, lacking }: Extract<PlanResult, { kind: "refused" }>): Fault {
  if (lacking) return new Fault("INPUT_MISSING", reason, { next });
  return new Fault("PLAN_INVALID", reason, {
    wanted: "a plan that can be run",
    came: problems.join(" "),
    next,
  });
}

import { Fault, TASK_IDS, type TaskId, taskSpec, type ValidPlan } from "@hugginggpt/shared";
import { readGivenPlan } from "../planner/given-plan.js";
import { planJson } from "../planner/plan-json.js";
import { type PlanInput, type PlanResult, planRequest } from "../planner/plan-request.js";
import { Choices } from "./choices.js";
import type { RunDeps, RunInput } from "./run-input.js";
import { runnableTasks } from "./runnable-tasks.js";

/** What planning came to, with the choices that have begun. */
export type Planned =
  | { readonly kind: "plan"; readonly plan: ValidPlan; readonly choices: Choices }
  | { readonly kind: "chat"; readonly answer: string | null };

/**
 * Returns the plan of a request, or that it needs none. While a language model is still writing the plan, the choices
 * for its first tasks begin; they come to nothing where the plan turns out otherwise.
 * @throws Fault PLAN_INVALID when no valid plan came out, CONTROLLER_FAILED and others when planning could not be done.
 */
export async function planStage(input: RunInput, deps: RunDeps): Promise<Planned> {
  deps.emit({ type: "stage-started", stage: "planning" });
  const choices = new Choices(input.request, {
    search: {
      registry: deps.registry,
      backends: deps.backends,
      controller: deps.controller,
      k: input.topK,
      policy: input.policy,
      limits: input.models,
    },
    emit: deps.emit,
    signal: deps.signal,
    advice: deps.advice,
  });
  try {
    const runnable = await runnableTasks(deps);
    const planned = await makePlan(input, deps, runnable, choices);
    if (planned.kind === "refused") throw noPlan(planned);
    deps.emit({ type: "plan-ready", plan: planned.kind === "plan" ? planJson(planned.plan) : [] });
    if (planned.kind === "chat") {
      choices.drop();
      return planned;
    }
    sayWhatCannotRun(planned.plan, runnable, deps);
    return { kind: "plan", plan: planned.plan, choices };
  } catch (error) {
    choices.drop();
    throw error;
  }
}

async function makePlan(
  input: RunInput,
  deps: RunDeps,
  runnable: readonly TaskId[],
  choices: Choices,
): Promise<PlanResult> {
  const wanted: PlanInput = {
    request: input.request,
    files: input.files,
    offered: plannableTasks(),
    runnable,
    ...(input.history ? { history: input.history } : {}),
  };
  if (input.plan !== undefined) return readGivenPlan(input.plan, wanted);
  const early = input.until === "plan" ? {} : { onTasks: choices.begin.bind(choices) };
  return planRequest(wanted, { ...deps, ...early });
}

/** Tasks that a plan can contain. One that nothing here can run fails in its own outcome, with what to set. */
function plannableTasks(): TaskId[] {
  return TASK_IDS.filter((id) => taskSpec(id).outputs.length > 0);
}

function sayWhatCannotRun(plan: ValidPlan, runnable: readonly TaskId[], { emit, advice }: RunDeps): void {
  const missing = [...new Set(plan.tasks.map(({ task }) => task))].filter((task) => !runnable.includes(task));
  if (missing.length === 0) return;
  emit({ type: "warning", message: `Nothing here can run ${missing.join(", ")} now. ${advice}`.trim() });
}

function noPlan({ reason, problems, next }: Extract<PlanResult, { kind: "refused" }>): Fault {
  return new Fault("PLAN_INVALID", reason, {
    wanted: "a plan that can be run",
    came: problems.join(" "),
    ...(next ? { next } : {}),
  });
}

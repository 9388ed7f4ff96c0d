import { isMediaKind, type Outcome, taskSpec, type ValidPlan } from "@hugginggpt/shared";
import { executePlan } from "../executor/execute-plan.js";
import { partOfPlan } from "../planner/check-plan.js";
import { planJson } from "../planner/plan-json.js";
import { statusOf, taskReports } from "./build-report.js";
import { type ReadyPlan, settled } from "./preflight.js";
import { answerStage, type RunResult } from "./response-stage.js";
import type { RunDeps, RunInput } from "./run-input.js";
import { workStopsAt } from "./work-stops-at.js";

/** Reports the outcomes that exist already, executes the other tasks, answers, and returns the result. */
export async function executionStage(input: RunInput, ready: ReadyPlan, deps: RunDeps): Promise<RunResult> {
  const { plan, pending, before } = ready;
  const { backends, artifacts, clock, emit, signal, resume, records, cooldown, flush, schedule } = deps;
  const known = new Map([...before.outcomes].filter(([id]) => !resume?.outcomes.has(id)));
  if (makesMedia(plan, known)) await artifacts.ready?.();
  emit({ type: "stage-started", stage: "execution" });
  for (const [task, outcome] of known) emit({ type: "task-ended", task, outcome });
  const executed = await executePlan(
    partOfPlan(plan, (id) => !known.has(id)),
    {
      choose: async (task) => (await pending.get(task.id)) ?? { none: "no choice was made", next: null },
      ...{ backends, artifacts, clock, emit, signal, records, cooldown, flush, schedule },
      ...{ files: input.files, limits: input.limits, stopsAt: workStopsAt(input, deps) },
      meter: deps.meter ?? deps.spending,
      recorded: resume?.outcomes,
      submitted: resume?.submitted,
    },
  );
  const outcomes = new Map([...known, ...executed]);
  const made = await settled(ready);
  signal.throwIfAborted();
  const answer = await answerStage(input, plan, outcomes, deps);
  return {
    status: statusOf(outcomes.values()),
    answer: answer.text,
    tasks: taskReports(plan, made, outcomes),
    plan: planJson(plan),
  };
}

/** Whether a task that will be executed makes a picture, sound or another file. A text may need no file. */
function makesMedia({ tasks }: ValidPlan, known: ReadonlyMap<number, Outcome>): boolean {
  return tasks.some(({ id, task }) => !known.has(id) && taskSpec(task).outputs.some(isMediaKind));
}

import type { Outcome, RunEvent, Selection, ValidPlan } from "@hugginggpt/shared";
import { executePlan } from "../executor/execute-plan.js";
import type { ExecutionDeps } from "../executor/execution.js";
import { DEFAULT_LIMITS } from "../executor/limits.js";
import { type Behaviour, MemoryArtifacts, ScriptedBackend, StepClock } from "./execution-bench.js";

/** Returns what executes a plan on models that behave as told, each task by its choice, and what is seen of it. */
export function execution(
  behaviours: Record<string, Behaviour>,
  choices: Record<number, Selection>,
  over: Partial<ExecutionDeps> = {},
) {
  const events: RunEvent[] = [];
  const clock = new StepClock();
  const backend = new ScriptedBackend(behaviours);
  const cancel = new AbortController();
  const deps: ExecutionDeps = {
    choose: async (task) => choices[task.id] ?? { none: "nothing can do it", next: "set HF_TOKEN" },
    backends: [backend],
    artifacts: new MemoryArtifacts(),
    files: [],
    clock,
    emit: (event) => events.push(event),
    signal: cancel.signal,
    limits: DEFAULT_LIMITS,
    ...over,
  };
  return { events, clock, backend, cancel, run: (plan: ValidPlan) => executePlan(plan, deps) };
}

/** Returns why a task came to nothing. */
export const reasonOf = (outcome: Outcome | undefined): string | undefined =>
  outcome && "reason" in outcome ? outcome.reason : undefined;

import type { Controller, Emit, ValidTask } from "@hugginggpt/shared";
import type { PlanInput, PlanResult } from "./plan-result.js";

export type { PlanInput, PlanResult } from "./plan-result.js";

export interface PlanDeps {
  /** Null: the built-in rules plan. */
  readonly controller: Controller | null;
  readonly emit: Emit;
  readonly signal?: AbortSignal;
  /** See `LlmPlannerDeps`; the rules never call it. */
  readonly onTasks?: (tasks: readonly ValidTask[]) => void;
}

/**
 * Returns a runnable plan for a request, that it needs no task, or why there is no plan. Emits only `plan-rejected`,
 * for every plan that was sent back.
 * @throws Fault if the controller cannot be asked; the signal's reason when aborted.
 */
export async function planRequest(input: PlanInput, deps: PlanDeps): Promise<PlanResult> {
  deps.signal?.throwIfAborted();
  const { controller, ...rest } = deps;
  // One of the two is needed: the parser of streams, or the vocabulary of the rules.
  if (!controller) {
    const { planByRules } = await import("./offline/plan-by-rules.js");
    return planByRules(input);
  }
  const { planWithController } = await import("./llm-planner.js");
  return planWithController(input, { controller, ...rest });
}

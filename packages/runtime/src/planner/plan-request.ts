import type { Controller } from "@hugginggpt/shared";
import type { LlmPlannerDeps } from "./llm-planner.js";
import type { PlanInput, PlanResult } from "./plan-result.js";

export interface PlanDeps extends Omit<LlmPlannerDeps, "controller"> {
  /** Null: the built-in rules plan. They never call `onTasks`. */
  readonly controller: Controller | null;
}

/**
 * Returns a valid plan for a request, that it needs no task, or why there is no plan. Emits only `plan-rejected`, for
 * each rejected plan.
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

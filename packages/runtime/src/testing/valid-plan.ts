import { TASK_IDS, type ValidPlan } from "@hugginggpt/shared";
import { checkPlan } from "../planner/check-plan.js";

/**
 * Returns a checked plan of tasks that take one text each; ids are positions.
 * @throws Error with the checker's problems.
 */
export function validPlan(...tasks: readonly [task: string, text: string][]): ValidPlan {
  const written = tasks.map(([task, text], id) => ({ id, task, args: { text }, dep: [] }));
  const checked = checkPlan({ tasks: written }, { files: [], offered: TASK_IDS });
  if (!checked.ok) throw new Error(checked.problems.join("\n"));
  return checked.plan;
}

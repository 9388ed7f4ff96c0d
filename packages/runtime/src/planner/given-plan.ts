import { checkPlan } from "./check-plan.js";
import { lackingFiles } from "./lacking-files.js";
import type { PlanInput, PlanResult } from "./plan-result.js";
import { parsePlan } from "./reading/parse-plan.js";

/**
 * Returns a plan that the user wrote or edited, checked: JSON as `hugginggpt plan --json` prints it, a bare list of
 * tasks, or HuggingGPT's notation, also in fences or prose. Refused with its problems if it is not valid; never chat.
 */
export function readGivenPlan(text: string, input: PlanInput): PlanResult {
  const parsed = parsePlan(text);
  if (parsed.kind === "no-task") return refused("The given plan has no task", []);
  if (parsed.kind === "unreadable") return refused(`The given plan cannot be read: ${parsed.reason}`, []);
  const checked = checkPlan(parsed.plan, input);
  if (checked.ok) return { kind: "plan", plan: checked.plan };
  return checked.lacking.length > 0
    ? {
        ...lackingFiles(checked.lacking, checked.problems),
        reason: "The given plan takes files that were not given",
      }
    : refused("The given plan cannot run", checked.problems);
}

function refused(reason: string, problems: readonly string[]): PlanResult {
  return {
    kind: "refused",
    reason,
    problems,
    next: "Correct the plan. `hugginggpt plan REQUEST --json` prints one to begin with, `registry tasks` lists tasks and arguments; files are given with --file.",
  };
}

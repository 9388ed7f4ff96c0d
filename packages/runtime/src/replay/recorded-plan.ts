import type { PlanJson, ValidPlan } from "@hugginggpt/shared";
import type { RecordedChoice } from "../journal/recorded-run.js";
import { readGivenPlan } from "../planner/given-plan.js";
import { plannerInput } from "../run/plan-stage.js";
import { questionKeys } from "../run/question-keys.js";
import type { RunInput } from "../run/run-input.js";

/** Returns a recorded plan, checked like any other; if it is no longer valid, a text that says why. */
export function recordedPlan(tasks: readonly PlanJson[], input: RunInput): ValidPlan | string {
  const read = readGivenPlan(JSON.stringify({ tasks }), plannerInput(input, null));
  if (read.kind === "plan") return read.plan;
  return read.kind === "refused" ? read.problems.join(" ") || read.reason : "no plan";
}

/** Returns recorded choices by the `questionKeys` of their tasks. */
export function byQuestion(
  { tasks }: ValidPlan,
  choices: ReadonlyMap<number, RecordedChoice>,
): (readonly [string, RecordedChoice])[] {
  return [...questionKeys(tasks)].flatMap(([id, key]) => {
    const choice = choices.get(id);
    return choice ? [[key, choice] as const] : [];
  });
}

import { Fault, type Outcome, type Selection, type ValidPlan } from "@hugginggpt/shared";
import type { RecordedChoice, RecordedRun } from "../journal/recorded-run.js";
import { planJson } from "../planner/plan-json.js";
import type { ResumeState } from "../run/resume-state.js";
import type { RunInput } from "../run/run-input.js";
import { byQuestion, recordedPlan } from "./recorded-plan.js";

/**
 * Returns the finished part of a recorded run. `outcomes`: those that are still valid (see `finishedOutcomes`). A
 * choice without candidates is made again, and a question that the controller failed to answer is asked again.
 * @throws Fault PLAN_INVALID if this version cannot run the recorded plan.
 */
export function loadResumeState(
  record: RecordedRun,
  outcomes: ReadonlyMap<number, Outcome>,
  input: RunInput,
): ResumeState {
  const { activeMs, usage, submitted, answer } = record;
  const plan = planOf(record, input);
  const choices = (plan ? byQuestion(plan, record.choices) : [])
    .filter(([, { found }]) => found.candidates.length > 0)
    .map(([key, choice]) => [key, { found: choice.found, selection: selectionOf(choice) }] as const);
  const replies = [...record.replies].map(
    ([prompt, said]) => [prompt, said.filter((one) => !("fault" in one))] as const,
  );
  return {
    activeMs,
    usage,
    replies: new Map(replies),
    plan,
    choices: new Map(choices),
    outcomes,
    submitted,
    answer,
  };
}

function planOf({ plan }: RecordedRun, input: RunInput): ValidPlan | null {
  if (!plan || plan.length === 0) return null;
  const read = recordedPlan(plan, input);
  if (typeof read !== "string" && JSON.stringify(planJson(read)) === JSON.stringify(plan)) return read;
  throw new Fault("PLAN_INVALID", "The recorded plan cannot be run as it stands", {
    wanted: "the plan of a run of this version",
    came: typeof read === "string" ? read : "another plan",
    next: "Run the request again.",
  });
}

/** Returns the recorded selection; null if there is none, or if its models are not among the candidates. */
function selectionOf({ found, selected }: RecordedChoice): Selection | null {
  if (!selected) return null;
  const { model, reason, chooser = "rank", passedOver = [] } = selected;
  const byId = new Map(found.candidates.map((candidate) => [candidate.model.id, candidate]));
  const chosen = byId.get(model);
  const others = passedOver.map((id) => byId.get(id)).filter((candidate) => candidate !== undefined);
  return chosen && others.length === passedOver.length
    ? { chosen, reason, chooser, passedOver: others }
    : null;
}

import { type Outcome, type PlanJson, type Selection, TASK_IDS, type TaskId } from "@hugginggpt/shared";
import type { RecordedChoice, RecordedRun } from "../journal/recorded-run.js";
import type { RunDeps } from "./run-input.js";

/** What the record of a run tells whoever goes on with it or tells it again. */
export interface Past {
  readonly record: RecordedRun;
  /** Outcomes that need not be had again, with the content of their files. */
  readonly finished: ReadonlyMap<number, Outcome>;
  /**
   * False: the run goes on where the record ends, and nothing is emitted for what is known. True: the run is done again
   * from the beginning with the recorded answers, and every event comes out again.
   */
  readonly retell: boolean;
}

/** Returns the record of a run that goes on; null for one that begins, or is told again. */
export function goingOn({ past }: Pick<RunDeps, "past">): Past | null {
  return past && !past.retell ? past : null;
}

/** Returns the plan of a run that goes on; null where there is none yet, or none is needed. */
export function knownPlan(deps: Pick<RunDeps, "past">): readonly PlanJson[] | null {
  const plan = goingOn(deps)?.record.plan;
  return plan && plan.length > 0 ? plan : null;
}

/** Returns the tasks that could run when the record was made, so that the planner is asked the same; null without one. */
export function knownRunnable({ past }: Pick<RunDeps, "past">): readonly TaskId[] | null {
  const runnable = past?.record.runnable;
  return runnable ? TASK_IDS.filter((id) => runnable.includes(id)) : null;
}

/** Returns the selection that a record holds; null where none was made, or one that its candidates do not contain. */
export function knownSelection({ found, selected }: RecordedChoice): Selection | null {
  if (!selected) return null;
  const { model, reason, chooser = "rank", passedOver = [] } = selected;
  const byId = new Map(found.candidates.map((candidate) => [candidate.model.id, candidate]));
  const chosen = byId.get(model);
  const others = passedOver.map((id) => byId.get(id)).filter((candidate) => candidate !== undefined);
  return chosen && others.length === passedOver.length
    ? { chosen, reason, chooser, passedOver: others }
    : null;
}

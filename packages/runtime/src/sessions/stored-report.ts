import type { RecordedChoice } from "../journal/recorded-run.js";
import { taskReport } from "../run/build-report.js";
import type { RunReport } from "../run/run-report.js";
import type { StoredRun } from "./stored-run.js";

/**
 * Returns the report of a recorded run, as `LiveRun.report` does. For a run that has not ended it contains what is
 * known so far, with the status `failed`.
 */
export function storedReport({ run, record }: Pick<StoredRun, "run" | "record">): RunReport {
  const { plan, choices, outcomes, answer, status, controller, usage, activeMs } = record;
  const tasks = (plan ?? []).map((task) => {
    const choice = choices.get(task.id);
    return taskReport(task, chosenModel(choice), outcomes.get(task.id));
  });
  return {
    ...{ run, status: status ?? "failed", answer: answer?.text ?? "", controller },
    ...{ plan: plan ?? [], tasks, usage, seconds: activeMs / 1000 },
  };
}

function chosenModel(choice: RecordedChoice | undefined) {
  const candidates = choice?.found.candidates ?? [];
  const { model, reason = "" } = choice?.selected ?? {};
  return { chosen: candidates.find((one) => one.model.id === model) ?? null, reason, candidates, none: null };
}

import { BARE_RECORD, type Candidate, NO_SCORE, type TaskId } from "@hugginggpt/shared";

/** Returns the controller as a candidate for a task that it can do itself. It ranks last: its score is 0. */
export function controllerCandidate(controller: string, task: TaskId): Candidate {
  return {
    model: { ...BARE_RECORD, id: controller, source: "builtin", task },
    summary: "The language model that plans this request, asked to do the task itself.",
    endpoints: [{ kind: "controller", provider: "controller", task, status: "live" }],
    score: 0,
    why: NO_SCORE,
  };
}

import type { RunReport, TaskReport } from "@hugginggpt/runtime";
import { NO_USAGE } from "@hugginggpt/shared";

/** Returns the report of a task that a model did. */
export function taskReport(id: number, task: string, more: Partial<TaskReport> = {}): TaskReport {
  const made = { endpoint: "provider:any", candidates: [], attempts: [], output: {}, artifacts: [] };
  return {
    id,
    task,
    status: "succeeded",
    model: "owner/name",
    reason: "it fits",
    error: null,
    ...made,
    ...more,
  };
}

/** Returns the report of a run with these tasks, each planned without arguments. */
export function runReport(tasks: readonly TaskReport[], answer = ""): RunReport {
  const plan = tasks.map(({ id, task }) => ({ id, task, args: {}, dep: [-1] }));
  const rest = { controller: "openai:any", usage: NO_USAGE, seconds: 1 };
  return { run: "r1", status: "done", answer, plan, tasks, ...rest };
}

/** Returns a file of a run. */
export function artifactReport(name: string, mediaType: string, bytes = 1): TaskReport["artifacts"][number] {
  return { name, mediaType, bytes, sha256: "0".repeat(64) };
}

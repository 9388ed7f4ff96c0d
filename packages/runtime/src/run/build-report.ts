import {
  type Artifact,
  endpointName,
  type Outcome,
  type RunStatus,
  type TaskOutput,
  type ValidPlan,
  type ValidTask,
} from "@hugginggpt/shared";
import { type Choice, isSelection } from "./choices.js";
import type { ArtifactReport, TaskReport } from "./run-report.js";

/** Returns the reports of a plan's tasks, in the plan's order. A task without an outcome is `planned`. */
export function taskReports(
  plan: ValidPlan,
  choices: ReadonlyMap<number, Choice>,
  outcomes: ReadonlyMap<number, Outcome>,
): TaskReport[] {
  return plan.tasks.map((task) => taskReport(task, choices.get(task.id), outcomes.get(task.id)));
}

/** Returns `done` where every task succeeded, `partial` where some did, else `failed`. No outcomes count as done. */
export function statusOf(outcomes: Iterable<Outcome>): RunStatus {
  const all = [...outcomes];
  const succeeded = all.filter((outcome) => outcome.status === "succeeded").length;
  if (succeeded === all.length) return "done";
  return succeeded > 0 ? "partial" : "failed";
}

function taskReport(task: ValidTask, choice: Choice | undefined, outcome: Outcome | undefined): TaskReport {
  const selection = choice && isSelection(choice) ? choice : null;
  const done = outcome?.status === "succeeded" ? outcome : null;
  const firstEndpoint = selection?.chosen.endpoints[0];
  return {
    id: task.id,
    task: task.task,
    status: outcome?.status ?? "planned",
    model: done?.model ?? selection?.chosen.model.id ?? null,
    endpoint: done?.endpoint ?? (firstEndpoint ? endpointName(firstEndpoint) : null),
    reason: selection?.reason ?? "",
    candidates: (selection?.candidates ?? []).map((candidate) => candidate.model.id),
    attempts: outcome?.attempts ?? [],
    output: done ? withoutMedia(done.output) : {},
    artifacts: done ? done.artifacts.map(artifactReport) : [],
    error: errorOf(choice, outcome),
  };
}

function errorOf(choice: Choice | undefined, outcome: Outcome | undefined): string | null {
  if (outcome?.status === "succeeded") return null;
  if (!outcome) return choice && !isSelection(choice) ? sentence(choice.none, choice.next) : null;
  return sentence(outcome.reason, outcome.status === "failed" ? outcome.next : null);
}

function sentence(reason: string, next: string | null): string {
  return next ? `${reason.replace(/\.$/, "")}. ${next}` : reason;
}

function withoutMedia(output: TaskOutput): Omit<TaskOutput, "media"> {
  const { media: _, ...data } = output;
  return data;
}

function artifactReport({ name, mediaType, bytes, seconds, sha256 }: Artifact): ArtifactReport {
  return { name, mediaType, bytes, ...(seconds === undefined ? {} : { seconds }), sha256 };
}

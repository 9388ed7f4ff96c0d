import {
  type Artifact,
  type Candidate,
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
  return plan.tasks.map((task) => taskReport(task, chosenModel(choices.get(task.id)), outcomes.get(task.id)));
}

/** Returns `done` if every task succeeded, also if there is none; `partial` if some did; else `failed`. */
export function statusOf(outcomes: Iterable<Outcome>): RunStatus {
  const all = [...outcomes];
  const succeeded = all.filter((outcome) => outcome.status === "succeeded").length;
  if (succeeded === all.length) return "done";
  return succeeded > 0 ? "partial" : "failed";
}

/** The choice for a task, as far as it is known. */
export interface ChosenModel {
  /** Null if none was chosen. */
  readonly chosen: Candidate | null;
  readonly reason: string;
  /** Best first. */
  readonly candidates: readonly Candidate[];
  /** Why no model was chosen; null if one was, or if the reason is unknown. */
  readonly none: string | null;
}

/** Returns the report of a task. */
export function taskReport(
  { id, task }: Pick<ValidTask, "id"> & { readonly task: string },
  { chosen, reason, candidates, none }: ChosenModel,
  outcome: Outcome | undefined,
): TaskReport {
  const done = outcome?.status === "succeeded" ? outcome : null;
  const firstEndpoint = chosen?.endpoints[0];
  return {
    id,
    task,
    status: outcome?.status ?? "planned",
    model: done?.model ?? chosen?.model.id ?? null,
    endpoint: done?.endpoint ?? (firstEndpoint ? endpointName(firstEndpoint) : null),
    reason,
    candidates: candidates.map((candidate) => candidate.model.id),
    attempts: outcome?.attempts ?? [],
    output: done ? withoutMedia(done.output) : {},
    artifacts: done ? done.artifacts.map(artifactReport) : [],
    error: outcome ? errorOf(outcome) : none,
  };
}

function chosenModel(choice: Choice | undefined): ChosenModel {
  if (!choice) return { chosen: null, reason: "", candidates: [], none: null };
  if (isSelection(choice)) return { ...choice, none: null };
  return { chosen: null, reason: "", candidates: [], none: sentence(choice.none, choice.next) };
}

function errorOf(outcome: Outcome): string | null {
  if (outcome.status === "succeeded") return null;
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

import {
  type ArtifactReport,
  type Proposal,
  type RecordedRun,
  type RunReport,
  type StoredRun,
  storedReport,
  summaryOf,
  type TaskReport,
} from "@hugginggpt/runtime";
import { type Candidate, endpointName, type RunStatus, type RunSummary } from "@hugginggpt/shared";
import type { ArtifactLinks } from "../desk/artifact-links.js";

/**
 * The state of a run. `queued` waits for its turn, `waiting` for an answer to its proposal. `interrupted` and
 * `cancelled` runs can be resumed.
 */
export type RunState = RunStatus | "queued" | "running" | "waiting" | "interrupted" | "cancelled";

/** A file of a run, with the path that needs no token. */
interface ArtifactView extends ArtifactReport {
  readonly href: string;
}

/** A candidate for a task, with the facts that the choice uses. */
interface CandidateView {
  readonly id: string;
  readonly summary: string;
  readonly score: number;
  readonly license: string | null;
  readonly downloads: number;
  readonly endpoints: readonly string[];
  readonly unfit: readonly string[];
}

interface TaskView extends Omit<TaskReport, "candidates" | "artifacts" | "status"> {
  readonly status: TaskReport["status"] | "running";
  readonly candidates: readonly CandidateView[];
  readonly artifacts: readonly ArtifactView[];
}

/** Everything about a run. */
export interface RunView extends Omit<RunReport, "status" | "tasks"> {
  readonly request: string;
  readonly status: RunState;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly from: RecordedRun["from"];
  readonly files: readonly { readonly name: string; readonly mediaType: string; readonly bytes: number }[];
  readonly tasks: readonly TaskView[];
  /** Why it ended without an answer; null if it has one or has not ended. */
  readonly error: string | null;
  /** The plan that waits for an answer; null if none does. */
  readonly proposal: Proposal | null;
  /** The number of its events; `/events?after=` continues from there. */
  readonly seq: number;
}

/** What the record of a run does not tell. */
export interface RunSurroundings {
  readonly state: "queued" | "running" | null;
  /** The plan that waits for an answer; null if none does. */
  readonly proposal: Proposal | null;
  /** Whether any process is working on it. */
  readonly isClaimed: boolean;
}

/** Returns the API's view of a run. */
export function runView(stored: StoredRun, around: RunSurroundings, links: ArtifactLinks): RunView {
  const { run, record, entries } = stored;
  const { request, startedAt, from, error } = record;
  const report = storedReport(stored);
  return {
    ...report,
    ...{ request, from, error, seq: entries.length },
    status: stateOf(record, around),
    startedAt: new Date(startedAt).toISOString(),
    files: (record.input?.files ?? []).map(({ name, mediaType, bytes }) => ({ name, mediaType, bytes })),
    tasks: report.tasks.map((task) => taskView(run, task, record, links)),
    proposal: around.proposal,
  };
}

const UNDECIDED: ReadonlySet<RunSummary["status"]> = new Set(["running", "interrupted"]);

/** Returns the state of a run. */
function stateOf(record: RecordedRun, { state, proposal, isClaimed }: RunSurroundings): RunState {
  if (proposal) return "waiting";
  return standing(summaryOf(record, isClaimed).status, state);
}

/** The recorded end wins over a queue that does not know it yet, but a cancelled run can be queued again. */
export function standing(recorded: RunSummary["status"], state: RunSurroundings["state"]): RunState {
  const isOver = recorded === "cancelled" ? state !== "queued" : !UNDECIDED.has(recorded);
  return isOver ? recorded : (state ?? recorded);
}

function taskView(
  run: string,
  task: TaskReport,
  { choices, begun }: RecordedRun,
  links: ArtifactLinks,
): TaskView {
  const isBegun = task.status === "planned" && begun.has(task.id);
  return {
    ...task,
    status: isBegun ? "running" : task.status,
    candidates: (choices.get(task.id)?.found.candidates ?? []).map(candidateView),
    artifacts: task.artifacts.map((artifact) => ({
      ...artifact,
      href: links.path({ run, name: artifact.name }),
    })),
  };
}

function candidateView({ model, summary, score, endpoints, unfit }: Candidate): CandidateView {
  const { id, license, downloads } = model;
  return {
    id,
    summary,
    score,
    license,
    downloads,
    endpoints: endpoints.map(endpointName),
    unfit: unfit ?? [],
  };
}

import type {
  Artifact,
  Attempt,
  OutcomeStatus,
  PlanJson,
  RunStatus,
  RunUsage,
  TaskOutput,
} from "@hugginggpt/shared";

/** The JSON contract of `hugginggpt run --json`. */
export interface RunReport {
  readonly run: string;
  readonly status: RunStatus;
  readonly answer: string;
  /** `offline`, `openai:<model>` or `hf:<model>`. */
  readonly controller: string;
  readonly plan: readonly PlanJson[];
  readonly tasks: readonly TaskReport[];
  readonly usage: RunUsage;
  readonly seconds: number;
}

export interface TaskReport {
  readonly id: number;
  readonly task: string;
  /** `planned` if nothing was executed (`--dry-run`, `--plan-only`). */
  readonly status: OutcomeStatus | "planned";
  /** The model that did it; else the chosen one; null if none was chosen. */
  readonly model: string | null;
  readonly endpoint: string | null;
  /** Why the model was chosen. */
  readonly reason: string;
  /** Ids of the candidates, best first. */
  readonly candidates: readonly string[];
  readonly attempts: readonly Attempt[];
  readonly output: Omit<TaskOutput, "media">;
  readonly artifacts: readonly ArtifactReport[];
  /** Why it did not succeed, and the next step; null if it did. */
  readonly error: string | null;
}

/** A file that a task made, as `Artifact` says; the run's `ArtifactReader` opens it by its name. */
export type ArtifactReport = Pick<Artifact, "name" | "mediaType" | "bytes" | "seconds" | "sha256">;

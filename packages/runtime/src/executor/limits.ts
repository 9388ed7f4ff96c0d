import { MODALITIES, type Pace, type TaskId, taskSpec } from "@hugginggpt/shared";

/** Milliseconds, by the main thing that a task returns. */
export type TimesByKind = Readonly<Record<Pace, number>>;

/** The limits of an execution. Times in milliseconds. */
export interface ExecutionLimits {
  /** How many tasks run at the same time, at least 1. */
  readonly parallel: number;
  /** Models tried for a task, at least 1; the controller and a built-in tool, the last resorts, come on top. */
  readonly candidates: number;
  /** Further attempts in a task with models that were tried before, at other endpoints or the same; at least 0. */
  readonly retries: number;
  /** Endpoints tried of one model, at least 1. */
  readonly endpointsPerModel: number;
  /** For the whole execution. */
  readonly runMs: number;
  /** For all attempts of a task together, including the waits between them. */
  readonly taskMs: TimesByKind;
  /** For one attempt. */
  readonly attemptMs: TimesByKind;
}

/**
 * Generous compared with what providers document: a picture within two minutes, a video within ten. A task has time for
 * two attempts at full length.
 */
export const DEFAULT_LIMITS: ExecutionLimits = {
  parallel: 8,
  candidates: 3,
  retries: 2,
  endpointsPerModel: 3,
  runMs: 600_000,
  taskMs: { text: 120_000, embedding: 30_000, image: 240_000, audio: 240_000, video: 1_200_000 },
  attemptMs: { text: 60_000, embedding: 15_000, image: 120_000, audio: 120_000, video: 600_000 },
};

/** Returns the time for a task, by the pace of its first output. */
export function timeOf(task: TaskId, times: TimesByKind): number {
  const [type = "text"] = taskSpec(task).outputs;
  return times[MODALITIES[type].pace];
}

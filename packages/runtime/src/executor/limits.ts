import { type TaskId, taskSpec } from "@hugginggpt/shared";

/** Milliseconds, by the main thing that a task returns. */
export interface TimesByKind {
  readonly text: number;
  readonly embedding: number;
  readonly image: number;
  readonly audio: number;
  readonly video: number;
}

/** What an execution may use. Times in milliseconds. */
export interface ExecutionLimits {
  /** Tasks that run at the same time, at least 1. */
  readonly parallel: number;
  /** Models tried for a task, at least 1; the controller and a built-in tool, the last resorts, come on top. */
  readonly candidates: number;
  /** Further attempts in a task with models that were tried before, at other endpoints or the same; at least 0. */
  readonly retries: number;
  /** Endpoints tried of one model, at least 1. */
  readonly endpointsPerModel: number;
  /** For the whole execution. */
  readonly runMs: number;
  /** For all attempts at one task together, the waiting between them included. */
  readonly taskMs: TimesByKind;
  /** For one attempt. */
  readonly attemptMs: TimesByKind;
}

/**
 * Generous for what providers document: a picture within two minutes, a video within ten. A task has time for two
 * attempts that take all of theirs.
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

/** Returns the time of a task's kind: by its first output; 3D as long as video, labels as long as text. */
export function timeOf(task: TaskId, times: TimesByKind): number {
  switch (taskSpec(task).outputs[0]) {
    case "vector":
      return times.embedding;
    case "image":
      return times.image;
    case "audio":
      return times.audio;
    case "video":
    case "3d":
      return times.video;
    default:
      return times.text;
  }
}

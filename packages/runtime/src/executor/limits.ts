import { type TaskId, taskSpec } from "@hugginggpt/shared";

/** What an execution may use. Times in milliseconds. */
export interface ExecutionLimits {
  /** Tasks that run at the same time, at least 1. */
  readonly parallel: number;
  /** Models tried for a task, at least 1. */
  readonly candidates: number;
  /** Endpoints tried of one model, at least 1. */
  readonly endpointsPerModel: number;
  /** For the whole execution. */
  readonly runMs: number;
  /** For one attempt, by the main thing that the task returns. */
  readonly taskMs: {
    readonly text: number;
    readonly embedding: number;
    readonly image: number;
    readonly audio: number;
    readonly video: number;
  };
}

/** Generous for what providers document: a picture within two minutes, a video within ten. */
export const DEFAULT_LIMITS: ExecutionLimits = {
  parallel: 4,
  candidates: 3,
  endpointsPerModel: 3,
  runMs: 600_000,
  taskMs: { text: 60_000, embedding: 15_000, image: 120_000, audio: 120_000, video: 600_000 },
};

/** Returns how long one attempt at a task may take: by its first output; 3D as long as video, labels as long as text. */
export function attemptMs(task: TaskId, limits: ExecutionLimits): number {
  switch (taskSpec(task).outputs[0]) {
    case "vector":
      return limits.taskMs.embedding;
    case "image":
      return limits.taskMs.image;
    case "audio":
      return limits.taskMs.audio;
    case "video":
    case "3d":
      return limits.taskMs.video;
    default:
      return limits.taskMs.text;
  }
}

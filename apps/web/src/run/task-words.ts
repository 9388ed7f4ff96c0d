import type { WordKey } from "../i18n/en.js";
import type { TaskState } from "./run-model.js";

/** The words for a task's state. */
export const STATE_WORDS: Readonly<Record<TaskState, WordKey>> = {
  waiting: "taskWaiting",
  running: "taskRunning",
  succeeded: "taskSucceeded",
  failed: "taskFailed",
  blocked: "taskBlocked",
  cancelled: "taskCancelled",
  skipped: "taskSkipped",
};

/** The signs beside these words. */
export const STATE_SIGNS: Readonly<Record<TaskState, string>> = {
  waiting: "○",
  running: "◐",
  succeeded: "✓",
  failed: "✗",
  blocked: "⊘",
  cancelled: "■",
  skipped: "–",
};

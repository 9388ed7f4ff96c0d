import type { WordKey } from "../i18n/en.js";
import type { TaskState } from "./run-model.js";

/** The words for how a task stands. */
export const STATE_WORDS: Readonly<Record<TaskState, WordKey>> = {
  waiting: "taskWaiting",
  running: "taskRunning",
  succeeded: "taskSucceeded",
  failed: "taskFailed",
  blocked: "taskBlocked",
  cancelled: "taskCancelled",
  skipped: "taskSkipped",
};

/** Signs beside the words, for those who look. */
export const STATE_SIGNS: Readonly<Record<TaskState, string>> = {
  waiting: "○",
  running: "◐",
  succeeded: "✓",
  failed: "✗",
  blocked: "⊘",
  cancelled: "■",
  skipped: "–",
};

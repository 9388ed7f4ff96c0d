import type { TaskId } from "./task-id.js";

/** How a task involves languages. */
export interface Speaking {
  /** Whether its model must know the language of the input. */
  readonly reads: boolean;
  /** Whether its output is language, which later tasks may read. */
  readonly writes: boolean;
}

const BOTH: Speaking = { reads: true, writes: true };
const READS: Speaking = { reads: true, writes: false };
const WRITES: Speaking = { reads: false, writes: true };
const NEITHER: Speaking = { reads: false, writes: false };

/** All other tasks involve no language: they take pictures or numbers, or return neither text nor speech. */
const TASKS: Readonly<Partial<Record<TaskId, Speaking>>> = {
  "text-classification": READS,
  "token-classification": BOTH,
  "table-question-answering": BOTH,
  "question-answering": BOTH,
  "zero-shot-classification": READS,
  translation: BOTH,
  summarization: BOTH,
  "feature-extraction": READS,
  "text-generation": BOTH,
  "fill-mask": BOTH,
  "sentence-similarity": READS,
  "text-ranking": READS,
  "text-to-speech": BOTH,
  "automatic-speech-recognition": BOTH,
  "audio-classification": READS,
  "audio-to-audio": BOTH,
  "audio-text-to-text": BOTH,
  "image-to-text": WRITES,
  "image-text-to-text": BOTH,
  "visual-question-answering": BOTH,
  "document-question-answering": BOTH,
  "video-text-to-text": BOTH,
};

/** Returns how a task involves languages. */
export function speakingOf(task: TaskId): Speaking {
  return TASKS[task] ?? NEITHER;
}

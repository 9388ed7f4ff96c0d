import type { TaskId } from "./task-id.js";

/** What a task has to do with languages. */
export interface Speaking {
  /** Whether what it reads or hears is in a language that its model must know. */
  readonly reads: boolean;
  /** Whether what it gives is language, which what follows reads. */
  readonly writes: boolean;
}

const BOTH: Speaking = { reads: true, writes: true };
const READS: Speaking = { reads: true, writes: false };
const WRITES: Speaking = { reads: false, writes: true };
const NEITHER: Speaking = { reads: false, writes: false };

/** A task that is not here has nothing to do with languages: it sees pictures, counts, or makes what has no words. */
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

/** Returns what a task has to do with languages. */
export function speakingOf(task: TaskId): Speaking {
  return TASKS[task] ?? NEITHER;
}

import { type RequestStem, requestStems } from "./request-stems.js";
import { type TaskPhrase, taskPhrases } from "./task-phrases.js";

/** By what texts are heard to speak of tasks. It is plain JSON. */
export interface TaskKnowledge {
  readonly phrases: readonly TaskPhrase[];
  readonly stems: readonly RequestStem[];
}

/** Returns what is known of how people speak of tasks; it is made once, in some 25 ms. */
export function taskKnowledge(): TaskKnowledge {
  known ??= { phrases: taskPhrases(), stems: requestStems() };
  return known;
}

let known: TaskKnowledge | null = null;

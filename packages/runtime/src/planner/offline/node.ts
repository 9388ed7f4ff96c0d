import type { TaskId, TaskSpec } from "@hugginggpt/shared";
import type { Mention } from "./find-mentions.js";

/** A task of the plan in the making. */
export interface Node {
  readonly id: number;
  readonly task: TaskId;
  readonly spec: TaskSpec;
  readonly mention: Mention;
  /** Whether the request did not ask for it: it reads what a later task needs as text. */
  readonly implied: boolean;
  /** In the notation of plans. */
  readonly args: Readonly<Record<string, unknown>>;
}

/** Nouns by which a request calls what an earlier task gave, and the tasks that they can mean. */
const NAMED_RESULTS: readonly (readonly [RegExp, readonly TaskId[]])[] = [
  [/\bsummar(?:y|ies|i[sz]ed)\b/i, ["summarization"]],
  [/\btranslat(?:ion|ed)\b/i, ["translation"]],
  [/\b(?:description|caption)\b/i, ["image-to-text", "video-text-to-text", "text-generation"]],
  [/\b(?:transcript(?:ion)?|transcribed)\b/i, ["automatic-speech-recognition"]],
  [
    /\banswer\b/i,
    [
      "visual-question-answering",
      "document-question-answering",
      "question-answering",
      "table-question-answering",
    ],
  ],
  [
    /\b(?:class(?:es|ification|ified)?|labels?|categor(?:y|ies))\b/i,
    ["image-classification", "text-classification", "audio-classification", "tabular-classification"],
  ],
  [/\bentit(?:y|ies)\b/i, ["token-classification"]],
  [
    /\b(?:poem|story|essay|e-?mail|letter|lyrics|script|reply|response|paragraph|headline|slogan|joke)\b/i,
    ["text-generation"],
  ],
  [/\b(?:detected|objects?|detections?)\b/i, ["object-detection", "zero-shot-object-detection"]],
  [/\b(?:extracted|recogni[sz]ed) (?:text|words)\b/i, ["image-to-text", "automatic-speech-recognition"]],
];

/** Points to the latest text, whatever it was called before. */
const THIS = /\b(?:this|that) (?:answer|text|response|description|output|reply)\b/i;

/** Returns the tasks, but `self`, whose results a clause calls by a noun ("the summary"). */
export function namedTasks(clause: string, self: TaskId): TaskId[] {
  return NAMED_RESULTS.filter(([noun, tasks]) => !tasks.includes(self) && noun.test(clause)).flatMap(
    ([, tasks]) => tasks,
  );
}

/** Returns the latest earlier node that a clause calls by what it gave ("the summary"); undefined if none. */
export function namedNode(clause: string, nodes: readonly Node[], self: TaskId): Node | undefined {
  if (THIS.test(clause)) return nodes.findLast(({ spec }) => spec.outputs[0] === "text");
  for (const [noun, tasks] of NAMED_RESULTS) {
    if (tasks.includes(self) || !noun.test(clause)) continue;
    const node = nodes.findLast(({ task }) => tasks.includes(task));
    if (node) return node;
  }
  return undefined;
}

import { bodyObject } from "../loopback/loopback-request.js";
import { type LoopbackServer, startLoopback } from "../loopback/loopback-server.js";
import { json, refusal } from "../loopback/reply.js";

/** The tasks of each run, which follow each other, as models at the loopback server do them. */
export const STEPS = ["summarization", "translation", "text-classification"] as const;

/** One call of a model. */
export interface ModelCall {
  /** Which request of the client it was for: the word in its text. */
  readonly word: string;
  /** Number of the task in the plan. */
  readonly task: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Models that answer at once and remember who asked. */
export interface CountedModels {
  readonly calls: readonly ModelCall[];
  /** What a configuration file says of them. */
  readonly endpoints: readonly object[];
  close(): Promise<void>;
}

/** Starts the models. Each gives back the word of its request, so that the next one tells whose it is. */
export async function countedModels(): Promise<CountedModels> {
  const calls: ModelCall[] = [];
  const server: LoopbackServer = await startLoopback((request) => {
    const task = STEPS.findIndex((step) => request.path === `/${step}`);
    const word = /word\d+/.exec(String(bodyObject(request).inputs))?.[0];
    if (task < 0 || word === undefined) return refusal(400, "no word");
    calls.push({ word, task, at: Date.now() });
    return json(ANSWERS[STEPS[task] ?? "summarization"](word));
  });
  const endpoints = STEPS.map((task) => ({
    ...{ task, model: `chaos/${task}`, url: `${server.url}/${task}`, wire: "hf-inference" },
  }));
  return { calls, endpoints, close: () => server.close() };
}

const ANSWERS: Readonly<Record<(typeof STEPS)[number], (word: string) => unknown>> = {
  summarization: (word) => [{ summary_text: `In short: ${word}` }],
  translation: (word) => [{ translation_text: `En bref : ${word}` }],
  "text-classification": (word) => [{ label: word, score: 0.9 }],
};

/** The plan of a run about a word. */
export function planAbout(word: string): readonly object[] {
  const text = `A long story of ${word}. It goes on and on, and ends well.`;
  return [
    { id: 0, task: STEPS[0], args: { text }, dep: [-1] },
    { id: 1, task: STEPS[1], args: { text: "<GENERATED>-0", target_language: "French" }, dep: [0] },
    { id: 2, task: STEPS[2], args: { text: "<GENERATED>-1" }, dep: [1] },
  ];
}

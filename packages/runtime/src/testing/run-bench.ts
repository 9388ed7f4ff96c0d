import { type ChatRequest, type Controller, NO_LIMITS, type Registry, TASK_IDS } from "@hugginggpt/shared";
import { DEFAULT_LIMITS } from "../executor/limits.js";
import type { LiveRun, RunSetup } from "../run/live-run.js";
import type { RunInput } from "../run/run-input.js";
import { runRequest } from "../run-request.js";
import { candidate } from "./candidate.js";
import { type Behaviour, MemoryArtifacts, ScriptedBackend, StepClock } from "./execution-bench.js";

/** Two tasks: a text, and a translation of it. */
const PLAN = JSON.stringify({
  tasks: [
    { id: 0, task: "text-generation", args: { text: "secret words" }, dep: [-1] },
    { id: 1, task: "translation", args: { text: "<GENERATED>-0", target_language: "French" }, dep: [0] },
  ],
});

/** A controller that plans two tasks, chooses the first candidate and answers in two pieces. */
export const planner: Controller = {
  name: "openai:planner",
  chat: async ({ schema, onText }: ChatRequest, signal) => {
    signal?.throwIfAborted();
    const text = schema?.name === "plan" ? PLAN : schema ? '{"id":"c1","reason":"fits"}' : "It is done.";
    if (!schema) for (const piece of ["It is ", "done."]) onText?.(piece);
    return { text, promptTokens: 10, completionTokens: 5 };
  },
};

/** Returns a registry that finds these models for every task. */
export const registryOf = (...ids: readonly string[]): Registry => ({
  search: async ({ filters: { task = "text-generation" } }) => {
    const found = ids.map((id) => candidate(id, { task }, "Writes."));
    return { candidates: found, total: found.length, notes: [] };
  },
  get: async () => null,
  tasks: async () => TASK_IDS.map((task) => ({ task, models: 2, runnable: 2 })),
  stats: () => Promise.reject(new Error("not asked here")),
  facets: () => Promise.reject(new Error("not asked here")),
  close: () => undefined,
});

/** Starts a run of two tasks whose models do what a test says: `org/one`, and `org/two` if that fails. */
export function startTestRun(
  behaviours: Readonly<Record<string, Behaviour>>,
  setup: Partial<RunSetup> = {},
  input: Partial<RunInput> = {},
): LiveRun {
  return runRequest(testInput(input), {
    controller: planner,
    registry: registryOf("org/one", "org/two"),
    backends: [new ScriptedBackend(behaviours)],
    artifacts: new MemoryArtifacts(),
    clock: new StepClock(),
    advice: "",
    ...setup,
  });
}

/** What `startTestRun` asks for. */
export function testInput(given: Partial<RunInput> = {}): RunInput {
  return {
    run: "run-1",
    request: "Write secret words and translate them",
    files: [],
    until: "all",
    topK: 5,
    policy: "best",
    models: NO_LIMITS,
    limits: DEFAULT_LIMITS,
    ...given,
  };
}

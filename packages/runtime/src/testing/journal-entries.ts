import type { Artifact, Candidate, JournalEntry, Outcome, RunEvent } from "@hugginggpt/shared";
import { candidate } from "./execution-bench.js";

/** Returns events as entries, `step` milliseconds apart, the first at 0. */
export function entriesOf(events: readonly RunEvent[], step = 100): JournalEntry[] {
  return events.map((event, i) => ({ at: i * step, event }));
}

/** Returns an outcome that succeeded. */
export function succeeded(
  model: string,
  text: string,
  artifacts: readonly Artifact[] = [],
): Extract<Outcome, { readonly status: "succeeded" }> {
  const attempts = [{ model, endpoint: "provider:hf-inference", ok: true, error: null, ms: 5 }];
  return {
    status: "succeeded",
    model,
    endpoint: "provider:hf-inference",
    output: { text },
    artifacts,
    attempts,
  };
}

/** Returns what a choice between two models leaves in a journal. */
export function choiceOf(task: number, chosen: string, other: string): RunEvent[] {
  const candidates: Candidate[] = [chosen, other].map((id) => candidate(id, "text-generation"));
  return [
    {
      type: "candidates-found",
      task,
      candidates: [chosen, other],
      notes: [],
      found: { candidates, known: 2, limited: false },
    },
    {
      type: "model-selected",
      task,
      model: chosen,
      reason: "fits",
      chooser: "controller",
      passedOver: [other],
    },
  ];
}

/** Returns what a task that succeeds at its first attempt leaves in a journal. */
export function taskEvents(task: number, model: string, text: string): RunEvent[] {
  return [
    { type: "task-started", task },
    { type: "attempt-started", task, model, endpoint: "provider:hf-inference" },
    { type: "task-ended", task, outcome: succeeded(model, text) },
  ];
}

/** Returns how a journal begins: a run with tasks 0 and 1, of which 1 waits for 0, and 2 for nothing. */
export function beginning(run = "r1"): RunEvent[] {
  return [
    { type: "run-started", run, request: "do it", controller: "openai:m", at: "2026-01-01T00:00:00.000Z" },
    {
      type: "input-recorded",
      input: {
        files: [],
        options: { until: "all" },
        backends: ["provider"],
        advice: "",
        versions: {},
        setup: { out: "/old", asks: false },
      },
    },
    { type: "stage-started", stage: "planning" },
    { type: "tasks-known", runnable: ["text-generation"] },
    { type: "controller-called", prompt: "p1" },
    { type: "controller-answered", prompt: "p1", text: "plan", promptTokens: 1, completionTokens: 1 },
    {
      type: "plan-ready",
      plan: [
        { id: 0, task: "text-generation", args: { text: "a" }, dep: [-1] },
        { id: 1, task: "text-generation", args: { text: "<GENERATED>-0" }, dep: [0] },
        { id: 2, task: "text-generation", args: { text: "c" }, dep: [-1] },
      ],
    },
    { type: "stage-started", stage: "selection" },
    { type: "stage-started", stage: "execution" },
  ];
}

import type { PlanJson } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import type { FollowedEvent } from "../api/follow.js";
import { afterEvent, atRest, emptyRun, progressOf, type RunModel, wasDeclined } from "./run-model.js";

type Told = FollowedEvent extends infer One ? (One extends unknown ? Omit<One, "seq" | "at"> : never) : never;

const PLAN: PlanJson[] = [
  { id: 0, task: "image-to-text", args: { image: "<FILE>-1" }, dep: [-1] },
  { id: 1, task: "text-to-speech", args: { text: "<GENERATED>-0" }, dep: [0] },
];
const TRY = { model: "owner/name", endpoint: "hf" };
const DONE: Told = {
  type: "task-ended",
  task: 0,
  outcome: { status: "succeeded", ...TRY, output: { text: "a cat" }, artifacts: [], attempts: [] },
};

/** A run after these events, of which each comes a second after the one before. */
function after(events: readonly Told[], run: RunModel = emptyRun("r1")): RunModel {
  return events.reduce<RunModel>(
    (model, event, i) => afterEvent(model, { ...event, seq: i + 1, at: i * 1000 } as FollowedEvent),
    run,
  );
}

describe("a run on the page", () => {
  it("shows each task as it waits, runs and ends", () => {
    const begun = after([{ type: "plan-ready", plan: PLAN }]);
    expect(begun.tasks.map(({ state }) => state)).toEqual(["waiting", "waiting"]);
    expect(progressOf(begun)).toBe(0);
    const running = after(
      [
        { type: "task-started", task: 0 },
        { type: "attempt-started", task: 0, ...TRY },
      ],
      begun,
    );
    expect(running.tasks.map(({ state }) => state)).toEqual(["running", "waiting"]);
    expect(running.tasks[0]?.attempts).toMatchObject([{ ...TRY, endedAt: null, error: null }]);
    const done = after([DONE], running);
    expect(done.tasks[0]).toMatchObject({ state: "succeeded", model: TRY.model, attempts: [{ endedAt: 0 }] });
    expect(progressOf(done)).toBe(0.5);
  });

  it("keeps every try with its own error and time", () => {
    const { tasks } = after([
      { type: "plan-ready", plan: PLAN },
      { type: "task-started", task: 0 },
      { type: "attempt-started", task: 0, ...TRY },
      { type: "attempt-failed", task: 0, ...TRY, error: "busy" },
      { type: "attempt-started", task: 0, ...TRY, model: "owner/other" },
      DONE,
    ]);
    expect(
      tasks[0]?.attempts.map(({ model, error, beganAt, endedAt }) => [model, error, beganAt, endedAt]),
    ).toEqual([
      ["owner/name", "busy", 2000, 3000],
      ["owner/other", null, 4000, 5000],
    ]);
  });

  it("keeps of a changed plan what did not change", () => {
    const [first, second] = PLAN as [PlanJson, PlanJson];
    const { tasks } = after([
      { type: "plan-ready", plan: PLAN },
      { type: "model-selected", task: 0, model: "owner/name", reason: "small" },
      { type: "model-selected", task: 1, model: "owner/voice", reason: "clear" },
      { type: "plan-ready", plan: [first, { ...second, args: { text: "Hello." } }] },
    ]);
    expect(tasks.map(({ model }) => model)).toEqual(["owner/name", null]);
  });

  it("writes the answer as it comes, and once as a whole", () => {
    const events: Told[] = [
      { type: "answer-text", text: "It is " },
      { type: "answer-text", text: "a c" },
    ];
    expect(after(events)).toMatchObject({ answer: "It is a c", isAnswered: false });
    const whole = after([
      ...events,
      { type: "answer-ready", answer: { text: "It is a cat.", writer: "controller" } },
    ]);
    expect(whole).toMatchObject({ answer: "It is a cat.", isAnswered: true });
    expect(after(events, whole).answer).toBe("It is a cat.");
  });

  it("forgets how it ended, and what it asked, when it goes on", () => {
    const ended = after([{ type: "run-ended", status: "failed", seconds: 1, error: "no network" }]);
    expect(ended).toMatchObject({ status: "failed", error: "no network", proposal: null });
    expect(afterEvent(ended, { type: "run-resumed", seq: 9, at: 9 } as FollowedEvent)).toMatchObject({
      status: null,
      error: null,
    });
  });

  it("stays as it is after what it does not show, and after news of a task that is not there", () => {
    const run = after([{ type: "plan-ready", plan: PLAN }]);
    expect(after([{ type: "task-started", task: 7 }], run)).toEqual(run);
    expect(afterEvent(run, { type: "of-tomorrow", seq: 1, at: 1 } as unknown as FollowedEvent)).toEqual(run);
  });

  it("has no progress before there is a plan", () => expect(progressOf(emptyRun("r1"))).toBeNull());

  it("shows no task as running in a run that was stopped", () => {
    const { tasks } = after([
      { type: "plan-ready", plan: PLAN },
      { type: "task-started", task: 0 },
    ]);
    expect(atRest(tasks).map(({ state }) => state)).toEqual(["cancelled", "waiting"]);
  });

  it("knows a plan that was declined from a run that failed", () => {
    const failed: Told = { type: "run-ended", status: "failed", seconds: 1 };
    const planned: Told = { type: "plan-ready", plan: PLAN };
    expect(wasDeclined(after([planned]))).toBe(false);
    expect(wasDeclined(after([planned, failed]))).toBe(true);
    expect(wasDeclined(after([planned, { ...failed, error: "no prices" }]))).toBe(false);
    expect(wasDeclined(after([{ ...failed, status: "failed" }]))).toBe(false);
    expect(wasDeclined(after([planned, { type: "task-started", task: 0 }, DONE, failed]))).toBe(false);
    expect(wasDeclined(after([planned, failed, { type: "run-resumed" }]))).toBe(false);
  });

  it("adds up tokens of all calls, and marks a result that was taken from an earlier run", () => {
    const usage = { inputTokens: 10, outputTokens: 5 };
    const { tokens, calls, tasks } = after([
      { type: "plan-ready", plan: PLAN },
      { type: "call-ended", model: "llm", endpoint: "chat", usage, cost: null },
      { type: "task-started", task: 0 },
      { type: "attempt-started", task: 0, ...TRY },
      { type: "result-reused", task: 0, ...TRY },
      { type: "call-ended", task: 0, ...TRY, usage: {}, cost: 0 },
      DONE,
    ]);
    expect([tokens, calls]).toEqual([15, 2]);
    expect(tasks[0]?.attempts).toMatchObject([{ isReused: true, error: null }]);
    expect(tasks[1]?.attempts).toEqual([]);
  });
});

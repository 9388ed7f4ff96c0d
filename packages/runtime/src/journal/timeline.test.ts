import { describe, expect, it } from "vitest";
import { beginning, choiceOf, entriesOf, taskEvents } from "../testing/journal-entries.js";
import { timelineOf } from "./timeline.js";

describe("timelineOf", () => {
  it("has a row for each stage and each task, with what each attempt took", () => {
    const events = [
      ...beginning(),
      ...choiceOf(0, "a/one", "a/two"),
      { type: "task-started", task: 0 } as const,
      { type: "attempt-started", task: 0, model: "a/one", endpoint: "e" } as const,
      { type: "attempt-failed", task: 0, model: "a/one", endpoint: "e", error: "busy" } as const,
      ...taskEvents(0, "a/two", "x").slice(1),
      { type: "run-ended", status: "done", seconds: 1 } as const,
    ];
    const { rows, totalMs } = timelineOf(entriesOf(events));
    expect(totalMs).toBe((events.length - 1) * 100);
    expect(rows.map(({ name, status }) => [name, status])).toEqual([
      ["planning", null],
      ["selection", null],
      ["text-generation", "succeeded"],
      ["text-generation", null],
      ["text-generation", null],
    ]);
    expect(rows[0]?.bars).toEqual([{ from: 200, to: 600, state: "ok", by: "", error: "" }]);
    expect(rows[2]?.bars).toEqual([
      { from: 1200, to: 1300, state: "failed", by: "a/one at e", error: "busy" },
      { from: 1400, to: 1500, state: "ok", by: "a/two at provider:hf-inference", error: "" },
    ]);
  });

  it("ends the bar of each stage with what the stage is for, and none of another's", () => {
    const events = [
      ...beginning().slice(0, -1),
      ...choiceOf(0, "a/one", "a/two"),
      { type: "stage-started", stage: "execution" } as const,
      ...taskEvents(0, "a/one", "x"),
      { type: "stage-started", stage: "response" } as const,
      { type: "warning", message: "slow" } as const,
      { type: "answer-ready", answer: { text: "x", writer: "template" } } as const,
      { type: "run-ended", status: "done", seconds: 1 } as const,
    ];
    const at = (type: string, stage?: string) =>
      events.findIndex(
        (one) => one.type === type && (stage === undefined || ("stage" in one && one.stage === stage)),
      );
    const bars = timelineOf(entriesOf(events, 1)).rows.map(({ name, bars: [bar] }) => [
      name,
      bar?.from,
      bar?.to,
    ]);
    expect(bars).toEqual([
      ["planning", at("stage-started", "planning"), at("plan-ready")],
      ["selection", at("stage-started", "selection"), at("stage-started", "execution")],
      ["text-generation", at("attempt-started"), at("task-ended")],
      ["text-generation", undefined, undefined],
      ["text-generation", undefined, undefined],
      ["response", at("stage-started", "response"), at("answer-ready")],
    ]);
  });

  it("leaves a failed attempt failed where its task is taken for done all the same", () => {
    const failed = { type: "attempt-failed", task: 0, model: "m", endpoint: "e", error: "no" } as const;
    const [start, attempt, end] = taskEvents(0, "m", "x");
    const events = [...beginning(), start, attempt, failed, end].flatMap((one) => one ?? []);
    expect(timelineOf(entriesOf(events)).rows.find(({ task }) => task === 0)).toMatchObject({
      status: "succeeded",
      bars: [{ state: "failed" }],
    });
    const without = [...beginning(), failed];
    expect(timelineOf(entriesOf(without)).rows.find(({ task }) => task === 0)?.bars).toEqual([]);
  });

  it("leaves out the time between two processes, and ends what the first one left open there", () => {
    const first = entriesOf([...beginning(), ...taskEvents(0, "m", "x").slice(0, 2)]);
    const [end] = first.slice(-1);
    const at = (end?.at ?? 0) + 1e8;
    const second = [
      { at, event: { type: "run-resumed", at: "" } as const },
      ...taskEvents(0, "m", "x").map((event, i) => ({ at: at + 100 + i * 100, event })),
    ];
    const { rows, resumedAt, totalMs } = timelineOf([...first, ...second]);
    expect(resumedAt).toEqual([1000]);
    expect(totalMs).toBe(1300);
    const bars = rows.find(({ task }) => task === 0)?.bars;
    expect(bars?.map(({ from, to, state }) => [from, to, state])).toEqual([
      [1000, 1000, "open"],
      [1200, 1300, "ok"],
    ]);
  });

  it("is empty for a run without entries", () => {
    expect(timelineOf([])).toEqual({ totalMs: 0, resumedAt: [], rows: [] });
  });
});

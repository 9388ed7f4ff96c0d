import { describe, expect, it } from "vitest";
import { recordedRun } from "../journal/recorded-run.js";
import { beginning, choiceOf, entriesOf, taskEvents } from "../testing/journal-entries.js";
import { rerunEntries } from "./rerun-entries.js";

const whole = entriesOf([
  ...beginning(),
  ...choiceOf(0, "a/one", "a/two"),
  ...taskEvents(0, "a/one", "zero"),
  ...taskEvents(1, "a/one", "one"),
  ...taskEvents(2, "a/one", "two"),
  { type: "stage-started", stage: "response" },
  { type: "answer-ready", answer: { text: "there", writer: "controller" } },
  { type: "run-ended", status: "done", seconds: 1 },
]);
const again = (task: number, entries = whole) =>
  recordedRun(rerunEntries(entries, { run: "r2", task, now: 9, setup: { out: "/new" } }));

describe("rerunEntries", () => {
  it("keeps plan, choices and the outcomes of tasks that do not wait for the given one", () => {
    const record = again(0);
    expect(record).toMatchObject({
      run: "r2",
      from: { run: "r1", task: 0 },
      answer: null,
      status: null,
      startedAt: 9,
    });
    expect([...(record?.outcomes.keys() ?? [])]).toEqual([2]);
    expect(record?.plan).toHaveLength(3);
    expect(record?.choices.get(0)?.selected?.model).toBe("a/one");
    expect([...(again(1)?.outcomes.keys() ?? [])]).toEqual([0, 2]);
  });

  it("does not count again what the earlier run's calls cost, of its kept tasks neither", () => {
    const paid = (task?: number) => {
      const call = { type: "call-ended", model: "m", endpoint: "e", usage: {}, cost: 1 } as const;
      return task === undefined ? call : { ...call, task };
    };
    const entries = [...whole.slice(0, -3), ...entriesOf([paid(), paid(0), paid(2)]), ...whole.slice(-3)];
    expect(recordedRun(entries)?.usage).toMatchObject({ cost: 3 });
    expect(again(1, entries)?.usage).toMatchObject({ cost: 0, modelCalls: 0, llmCalls: 0 });
  });

  it("gives the new run a setup of its own", () => {
    expect(again(0)?.input?.setup).toEqual({ out: "/new", asks: false });
  });

  it("does what failed anew too, with what waits for it", () => {
    const outcome = { status: "failed", reason: "no", next: null, attempts: [] } as const;
    const entries = [...whole, ...entriesOf([{ type: "task-ended", task: 0, outcome }])];
    expect([...(again(2, entries)?.outcomes.keys() ?? [])]).toEqual([]);
  });

  it.each([7, -1])("refuses task %i, which the run does not have", (task) => {
    expect(() => again(task)).toThrow(`The run has no task ${task}`);
    expect(() => again(0, [])).toThrow(/no task 0/);
  });
});

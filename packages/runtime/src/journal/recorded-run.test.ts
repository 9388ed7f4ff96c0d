import type { Outcome, RunEvent } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { beginning, choiceOf, entriesOf, succeeded, taskEvents } from "../testing/journal-entries.js";
import { artifactsOf, recordedRun } from "./recorded-run.js";
import { summaryOf, tallied } from "./run-tally.js";

const handle = { provider: "fal-ai", statusPath: "/s", resultPath: null };
const job = (task: number): RunEvent => ({ type: "job-submitted", task, model: "m", endpoint: "e", handle });
const failed = (task: number): RunEvent => ({
  type: "attempt-failed",
  task,
  model: "m",
  endpoint: "e",
  error: "no",
  fault: { code: "TIMEOUT", message: "no" },
});

describe("recordedRun", () => {
  it("knows nothing of a run that did not begin", () => {
    expect(recordedRun([])).toBeNull();
    expect(recordedRun(entriesOf([{ type: "warning", message: "x" }]))).toBeNull();
  });

  it("tells what was given, planned, chosen, done and answered", () => {
    const record = recordedRun(
      entriesOf([
        { type: "warning", message: "before it began" },
        ...beginning(),
        ...choiceOf(0, "a/one", "a/two"),
        ...taskEvents(0, "a/one", "words"),
        { type: "answer-ready", answer: { text: "there", writer: "controller" } },
        { type: "run-ended", status: "partial", seconds: 1 },
      ]),
    );
    expect(record).toMatchObject({
      run: "r1",
      request: "do it",
      controller: "openai:m",
      runnable: ["text-generation"],
      executing: true,
      answer: { text: "there" },
      status: "partial",
      error: null,
    });
    expect(record?.plan).toHaveLength(3);
    expect(record?.choices.get(0)?.selected).toMatchObject({ model: "a/one", passedOver: ["a/two"] });
    expect(record?.outcomes.get(0)).toEqual(succeeded("a/one", "words"));
    expect(record?.replies.get("p1")).toEqual([{ text: "plan", promptTokens: 1, completionTokens: 1 }]);
  });

  it("takes the last word: a resumed run has not ended, a task that was begun again has the later attempts", () => {
    const record = recordedRun(
      entriesOf([
        ...beginning(),
        { type: "task-started", task: 0 },
        failed(0),
        { type: "run-ended", status: "failed", seconds: 1, error: "the network is gone" },
        { type: "run-resumed", at: "later" },
        { type: "task-started", task: 0 },
      ]),
    );
    expect(record).toMatchObject({ status: null, error: null });
    expect(record?.failures.get(0)).toBeUndefined();
  });

  it("names the jobs that nobody has seen end", () => {
    const events = [...beginning(), job(0), job(1), failed(1), job(2), ...taskEvents(2, "m", "t")];
    expect([...(recordedRun(entriesOf(events))?.submitted.keys() ?? [])]).toEqual([0]);
  });

  it("counts the time of work, not the time between two processes", () => {
    const events = entriesOf([...beginning(), { type: "task-started", task: 0 }]);
    const last = events.at(-1)?.at ?? 0;
    const later = [
      { at: last + 1e9, event: { type: "run-resumed", at: "later" } as const },
      { at: last + 1e9 + 50, event: { type: "task-started", task: 0 } as const },
    ];
    expect(recordedRun([...events, ...later])?.activeMs).toBe(last + 50);
  });

  it("lists the files of what succeeded", () => {
    const file = { name: "0-f.png", mediaType: "image/png", bytes: 1, sha256: "0", taskId: 0, model: "m" };
    const outcomes = new Map<number, Outcome>([
      [0, succeeded("m", "t", [file])],
      [1, { status: "failed", reason: "no", next: null, attempts: [] }],
    ]);
    expect(artifactsOf({ outcomes })).toEqual([file]);
  });
});

describe("summaryOf", () => {
  it("calls a run without an end running while somebody is at it, else interrupted", () => {
    const tally = tallied(null, entriesOf([...beginning(), ...taskEvents(0, "m", "t")]));
    if (!tally) throw new Error("no run");
    expect(summaryOf(tally, true)).toMatchObject({ status: "running", tasks: { all: 3, succeeded: 1 } });
    expect(summaryOf(tally, false)).toMatchObject({ status: "interrupted", request: "do it" });
  });
});

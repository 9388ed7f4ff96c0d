import { type Controller, NO_CAPS, type RunCaps, type RunEvent } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { ControllerBackend } from "../backends/chat/controller-backend.js";
import { recordedRun } from "../journal/recorded-run.js";
import { ScriptedBackend, StepClock, settle } from "../testing/execution-bench.js";
import { ended, replayedRun } from "../testing/replayed-run.js";
import { planner, startTestRun } from "../testing/run-bench.js";
import type { RunSetup } from "./live-run.js";

const TEXT = { text: "words" };
const BOTH = { "org/one": TEXT, "org/two": TEXT };
const FREE = { input: 0, output: 0 };
const caps = (some: Partial<RunCaps>): RunCaps => ({ ...NO_CAPS, ...some });
const HANG = { "org/one": "hang", "org/two": "hang" } as const;

/** A controller that needs so many milliseconds for each choice. */
function slowToChoose(clock: StepClock, ms: number): Controller {
  return {
    name: planner.name,
    chat: async (request, signal) => {
      if (request.schema?.name === "choice") await clock.sleep(ms, signal);
      return planner.chat(request, signal);
    },
  };
}

/** Runs under caps, tells the run again, and returns what became of its tasks and in what the two differ. */
async function undoneAgain(
  some: Partial<RunCaps>,
  setup: Partial<RunSetup> = {},
  models: typeof BOTH | typeof HANG = BOTH,
) {
  const clock = new StepClock();
  const input = { caps: caps(some) };
  const events: RunEvent[] = [];
  const emit = (event: RunEvent): void => void events.push(event);
  const controller = slowToChoose(clock, 1_000);
  await ended(startTestRun(models, { clock, controller, emit, ...setup }, input), clock);
  const { record, differences } = await replayedRun(events, input);
  const outcomes = [...record.outcomes.values()].map(({ status }) => status);
  return { outcomes, differences };
}

describe("a run with caps", () => {
  it("leaves undone what would be a call too many, names it in the answer and is done in part", async () => {
    // A plan, two choices, one task: the fifth call would be the second task's.
    const report = await startTestRun(BOTH, {}, { caps: caps({ maxCalls: 4 }) }).report;
    expect(report.status).toBe("partial");
    expect(report.usage).toMatchObject({ llmCalls: 3, modelCalls: 1 });
    expect(report.tasks[1]).toMatchObject({ status: "skipped", attempts: [] });
    expect(report.answer).toContain(
      "skipped. Not run: The run has made 4 calls, the most that --max-calls allows",
    );
  });

  it("says by a code which cap, or the time, left a task undone", async () => {
    const skips = async (some: Partial<RunCaps>, behaviours: typeof BOTH | typeof HANG) => {
      const clock = new StepClock();
      const ended: unknown[] = [];
      const emit = (event: RunEvent): void => {
        if (event.type === "task-ended" && event.outcome.status === "skipped")
          ended.push(event.outcome.cause);
      };
      const live = startTestRun(behaviours, { clock, emit }, { caps: caps(some) });
      await settle();
      clock.pass(8_000);
      await live.report;
      return ended;
    };
    const cap = "The run has made 4 calls, the most that --max-calls allows";
    expect(await skips({ maxCalls: 4 }, BOTH)).toEqual([{ kind: "cap", cap: expect.stringContaining(cap) }]);
    expect(await skips({ maxMs: 10_000 }, HANG)).toEqual([{ kind: "time" }]);
  });

  it("makes no call at all where none is allowed", async () => {
    await expect(startTestRun(BOTH, {}, { caps: caps({ maxCalls: 0 }) }).report).rejects.toMatchObject({
      code: "LIMIT_REACHED",
    });
  });

  it("names what was left undone after a language model's answer, too", async () => {
    const setup = { controllerPrice: FREE };
    const report = await startTestRun(BOTH, setup, { caps: caps({ maxCost: 0.15, assumeCost: 0.1 }) }).report;
    expect(report.status).toBe("partial");
    expect(report.answer).toContain("It is done.");
    expect(report.answer).toContain("[1]: Not run: A call to org/one can cost $0.1");
  });

  it("says before anything is run that a price is unknown under --max-cost, and what to add", async () => {
    // The tasks' providers publish no price; the language model is free.
    const events: RunEvent[] = [];
    const setup = { controllerPrice: FREE, emit: (event: RunEvent) => void events.push(event) };
    const fails = {
      message: expect.stringContaining("Price unknown: add --assume-cost 0.01"),
      next: expect.stringContaining("org/one"),
    };
    for (const until of ["all", "dry"] as const) {
      const run = startTestRun(BOTH, setup, { until, caps: caps({ maxCost: 1 }) });
      await expect(run.report).rejects.toMatchObject({ code: "LIMIT_REACHED", ...fails });
    }
    expect(events.some(({ type }) => type === "attempt-started")).toBe(false);
  });

  it("asks a language model of unknown price nothing under --max-cost", async () => {
    await expect(startTestRun(BOTH, {}, { caps: caps({ maxCost: 1 }) }).report).rejects.toMatchObject({
      message: "Price unknown: add --assume-cost 0.01 or drop --max-cost",
      next: expect.stringContaining("--assume-cost"),
    });
  });

  it("lets a language model do the tasks whose price the registry knows", async () => {
    const controller = { ...planner, name: "ollama:planner" };
    const backends = [new ScriptedBackend(BOTH), new ControllerBackend(controller)];
    const setup = { controller, backends };
    const { tasks } = await startTestRun(BOTH, setup, { caps: caps({ maxCost: 1 }) }).report;
    expect(tasks.map(({ status, endpoint }) => [status, endpoint])).toEqual([
      ["succeeded", "controller"],
      ["succeeded", "controller"],
    ]);
  });

  it("stays under the cost with an assumed price", async () => {
    const setup = { controllerPrice: FREE };
    const report = await startTestRun(BOTH, setup, { caps: caps({ maxCost: 0.15, assumeCost: 0.1 }) }).report;
    expect(report.tasks.map(({ status }) => status)).toEqual(["succeeded", "skipped"]);
    expect(report.usage).toMatchObject({ cost: 0.1, unpricedCalls: 1 });
  });

  it("stops in time for an answer, and skips what was under way", async () => {
    const clock = new StepClock();
    const live = startTestRun(
      { "org/one": "hang", "org/two": "hang" },
      { clock },
      { caps: caps({ maxMs: 10_000 }) },
    );
    await settle();
    clock.pass(8_000);
    await settle();
    const report = await live.report;
    expect(report.tasks[0]).toMatchObject({
      status: "skipped",
      error: "Not run: the time limit (--max-time) was reached",
    });
    expect(report.answer).toContain("It is done.");
    expect(report.seconds).toBeLessThanOrEqual(10);
  });

  it("keeps what it used in the journal, and goes on from there", async () => {
    const events: RunEvent[] = [];
    const report = await startTestRun(BOTH, { emit: (event) => events.push(event) }).report;
    const record = recordedRun(events.map((event, at) => ({ at, event })));
    expect(record?.usage).toEqual(report.usage);
    expect(report.usage).toMatchObject({ llmCalls: 4, modelCalls: 2, promptTokens: 40, unpricedCalls: 6 });
    expect(report.tasks[0]?.attempts[0]).toMatchObject({ ok: true, cost: null });
  });

  it.each([1, 2, 3, 4, 5, 6])(
    "leaves the same undone when it is told again, of %i calls",
    async (maxCalls) => {
      const told = await undoneAgain({ maxCalls });
      expect(told.outcomes.includes("skipped")).toBe(maxCalls < 5);
      expect(told.differences).toEqual([]);
    },
  );

  it("leaves the same undone when it is told again, where a model could have cost too much", async () => {
    const told = await undoneAgain({ maxCost: 0.15, assumeCost: 0.1 }, { controllerPrice: FREE });
    expect(told.outcomes).toEqual(["succeeded", "skipped"]);
    expect(told.differences).toEqual([]);
  });

  it.each([
    ["while a task ran", 5_000, ["skipped", "blocked"]],
    ["while its models were chosen", 1_000, ["skipped", "blocked"]],
  ])(
    "leaves the same undone when it is told again, where its time was over %s",
    async (_when, maxMs, outcomes) => {
      const told = await undoneAgain({ maxMs }, {}, HANG);
      expect(told.outcomes).toEqual(outcomes);
      expect(told.differences).toEqual([]);
    },
  );

  it("does not let a choice take the time that is kept for the answer", async () => {
    const clock = new StepClock();
    const controller = slowToChoose(clock, 60_000);
    const live = startTestRun(BOTH, { clock, controller }, { caps: caps({ maxMs: 10_000 }) });
    await ended(live, clock);
    const report = await live.report;
    expect(report.answer).toContain("It is done.");
    expect(report.seconds).toBeLessThan(9);
  });
});

import { type Backend, Fault, type FaultCode, type JobWatch, type RunEvent } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import {
  brief,
  candidate,
  MemoryArtifacts,
  planOf,
  StepClock,
  selection,
  settle,
} from "../testing/execution-bench.js";
import { executePlan } from "./execute-plan.js";
import type { ExecutionDeps } from "./execution.js";
import { DEFAULT_LIMITS } from "./limits.js";

const TASK = { id: 1, task: "text-generation", args: { text: { kind: "literal", value: "hi" } } } as const;
const { attemptMs } = DEFAULT_LIMITS;

/** A run of one task on a backend that does what a test says. */
function started(backend: Partial<Backend>, over: Partial<ExecutionDeps> = {}) {
  const events: RunEvent[] = [];
  const clock = new StepClock();
  const cancel = new AbortController();
  const choice = selection(candidate("m", "text-generation", ["x"]));
  const whole: Backend = {
    kind: "provider",
    supports: () => true,
    run: async () => ({ text: "done" }),
    ...backend,
  };
  const ended = executePlan(planOf(TASK), {
    choose: async () => choice,
    backends: [whole],
    artifacts: new MemoryArtifacts(),
    files: [],
    clock,
    emit: (event) => events.push(event),
    signal: cancel.signal,
    limits: { ...DEFAULT_LIMITS, retries: 0 },
    ...over,
  }).then((outcomes) => outcomes.get(1));
  return { ended, events, clock, cancel };
}

describe("an attempt", () => {
  it("calls a model only once its beginning is stored", async () => {
    const order: string[] = [];
    let store = (): void => undefined;
    const { ended } = started(
      {
        run: async () => {
          order.push("called");
          return { text: "done" };
        },
      },
      {
        emit: ({ type }) => void (type === "attempt-started" && order.push("started")),
        flush: () => new Promise<void>((resolve) => (store = resolve)),
      },
    );
    await settle();
    expect(order).toEqual(["started"]);
    store();
    expect(await ended).toMatchObject({ status: "succeeded" });
    expect(order).toEqual(["started", "called"]);
  });

  it("becomes no event any more once it is over, whatever its backend still reports", async () => {
    const watches: JobWatch[] = [];
    const hangs = { run: (_job: unknown, _signal: AbortSignal, watch?: JobWatch) => hang(watches, watch) };
    const { ended, events, clock } = started(hangs);
    await settle();
    clock.pass(attemptMs.text);
    expect(await ended).toMatchObject({ status: "failed" });
    const before = brief(events);
    for (const watch of watches) {
      watch.submitted({ provider: "x", statusPath: "/jobs/1", resultPath: null });
      watch.progress({ state: "running", position: null, percent: 10 });
      watch.warn?.("late");
    }
    expect(watches).toHaveLength(1);
    expect(brief(events)).toEqual(before);
  });

  it.each<[FaultCode, readonly "not-served"[], string, boolean]>([
    ["NOT_FOUND", [], "provider:x", true],
    ["BAD_REQUEST", ["not-served"], "provider:x", true],
    ["SERVER_ERROR", [], "provider:x", false],
    ["NOT_FOUND", [], "custom:x", false],
  ])(
    "that fails by %s about %j at %s says that the model is not served there: %s",
    async (code, about, at, isNotServed) => {
      const noted: unknown[] = [];
      const choice = selection(candidate("m", "text-generation", ["x"]));
      const [kind] = at.split(":");
      const custom = { kind: "custom", provider: "x", task: "text-generation", status: "live" };
      const chosen = kind === "custom" ? { ...choice.chosen, endpoints: [custom] } : choice.chosen;
      const { ended } = started(
        {
          kind: kind as Backend["kind"],
          run: () => Promise.reject(new Fault(code, "no", { about, status: 400 })),
        },
        {
          choose: async () => ({ ...choice, chosen: chosen as typeof choice.chosen }),
          records: { of: async () => [], note: async (one) => void noted.push(one) },
        },
      );
      await ended;
      expect(noted).toMatchObject([{ model: "m", ok: false, isNotServed }]);
    },
  );
});

describe("the preparation of a model", () => {
  it("counts neither as the attempt's time nor as the task's, and reports its progress", async () => {
    let ready = (): void => undefined;
    const { ended, events, clock } = started({
      prepare: (_job, _signal, watch) => {
        watch?.progress({ state: "downloading", position: null, percent: 50 });
        return new Promise<void>((resolve) => (ready = resolve));
      },
      run: () => new Promise(() => undefined),
    });
    await settle();
    clock.pass(DEFAULT_LIMITS.taskMs.text * 2);
    ready();
    await settle();
    clock.pass(attemptMs.text - 1);
    await settle();
    expect(brief(events)).toEqual(["task-started 1", "attempt-started 1 m", "attempt-progress 1 m"]);
    clock.pass(1);
    expect(await ended).toMatchObject({
      status: "failed",
      attempts: [{ faultCode: "TIMEOUT", ms: attemptMs.text }],
    });
  });

  it("ends with the run's time, and nothing is called then", async () => {
    let calls = 0;
    const { ended, clock } = started({
      prepare: () => new Promise(() => undefined),
      run: async () => ({ text: `${++calls}` }),
    });
    await settle();
    clock.pass(DEFAULT_LIMITS.runMs);
    expect(await ended).toMatchObject({ status: "failed", attempts: [{ faultCode: "TIMEOUT" }] });
    expect(calls).toBe(0);
  });

  it("leaves an attempt no more than the rest of the run's time", async () => {
    let ready = (): void => undefined;
    const { ended, clock } = started({
      prepare: () => new Promise<void>((resolve) => (ready = resolve)),
      run: () => new Promise(() => undefined),
    });
    await settle();
    clock.pass(DEFAULT_LIMITS.runMs - 1_000);
    ready();
    await settle();
    clock.pass(1_000);
    expect(await ended).toMatchObject({ status: "failed", attempts: [{ faultCode: "TIMEOUT", ms: 1_000 }] });
  });

  it("fails its attempt, which then costs nothing and calls nothing", async () => {
    let calls = 0;
    const charged: boolean[] = [];
    const meter = {
      begin: async () => ({
        maxOutputTokens: undefined,
        end: (_usage: unknown, isCharged: boolean) => {
          charged.push(isCharged);
          return 0;
        },
      }),
    };
    const { ended } = started(
      {
        prepare: () => Promise.reject(new Fault("DISK", "the disk is full")),
        run: async () => ({ text: `${++calls}` }),
      },
      { meter },
    );
    expect(await ended).toMatchObject({ status: "failed", attempts: [{ faultCode: "DISK", cost: 0 }] });
    expect([calls, charged]).toEqual([0, [false]]);
  });
});

function hang(watches: JobWatch[], watch?: JobWatch): Promise<never> {
  if (watch) watches.push(watch);
  return new Promise(() => undefined);
}

import { Fault } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { execution, reasonOf } from "../testing/execution.js";
import {
  brief,
  candidate,
  MemoryArtifacts,
  planOf,
  selection,
  settle,
  wavMedia,
} from "../testing/execution-bench.js";
import { DEFAULT_LIMITS } from "./limits.js";

const text = (value: string) => ({ text: { kind: "literal", value } as const });
const from = (of: number) => ({ text: { kind: "output", of } as const });
const say = (id: number, value = "hello") => ({ id, task: "text-generation", args: text(value) }) as const;

const model = (id: string, ...providers: string[]) =>
  candidate(id, "text-generation", providers.length > 0 ? providers : undefined);
describe("executePlan", () => {
  it("returns nothing for a plan without tasks", async () => {
    expect((await execution({}, {}).run(planOf())).size).toBe(0);
  });

  it("runs independent tasks at once and a dependent one on their output", async () => {
    const one = selection(model("m/one"));
    const open: (() => void)[] = [];
    const wait = () =>
      new Promise<{ text: string }>((resolve) => open.push(() => resolve({ text: `said ${open.length}` })));
    const { run, backend } = execution({ "m/one": wait }, { 1: one, 2: one, 3: one });
    const both = {
      kind: "parts",
      as: "text",
      parts: [from(1).text, { kind: "literal", value: " and " }, from(2).text],
    } as const;
    const ended = run(
      planOf(say(1), say(2), { id: 3, task: "text-generation", args: { text: both }, dep: [1, 2] }),
    );
    await settle();
    expect(backend.jobs).toHaveLength(2);
    open[0]?.();
    await settle();
    expect(backend.jobs).toHaveLength(2);
    open[1]?.();
    await settle();
    expect(backend.jobs[2]?.args).toEqual({ text: "said 2 and said 2" });
    open[2]?.();
    expect([...(await ended).values()].map((outcome) => outcome.status)).toEqual([
      "succeeded",
      "succeeded",
      "succeeded",
    ]);
  });

  it("tells how attempts end that say something of their models, and no others", async () => {
    const noted: unknown[] = [];
    const records = { of: async () => [], note: async (one: unknown) => void noted.push(one) };
    const { run } = execution(
      {
        "m/argument": new Fault("BAD_REQUEST", "the text is too long"),
        "m/server": new Fault("SERVER_ERROR", "500"),
        "m/good": { text: "done" },
      },
      { 1: selection(model("m/argument"), model("m/server"), model("m/good")) },
      { records },
    );
    await run(planOf(say(1)));
    expect(noted).toMatchObject([
      { model: "m/server", endpoint: "provider:hf-inference", ok: false },
      { model: "m/good", ok: true },
    ]);
    const refused = execution(
      { "m/one": new Fault("CREDENTIALS_REJECTED", "401", { status: 401 }) },
      { 1: selection(model("m/one")) },
      { records },
    );
    await refused.run(planOf(say(1)));
    expect(noted).toHaveLength(2);
  });

  it("keeps to the limit of parallel tasks", async () => {
    const one = selection(model("m/one"));
    const { run, backend } = execution(
      { "m/one": "hang" },
      { 1: one, 2: one, 3: one },
      { limits: { ...DEFAULT_LIMITS, parallel: 2 } },
    );
    void run(planOf(say(1), say(2), say(3)));
    await settle();
    expect(backend.jobs).toHaveLength(2);
  });

  it("falls back to the next endpoint, then to the next candidate, and records every attempt", async () => {
    const { run, events } = execution(
      { "m/one": new Fault("SERVER_ERROR", "503", { retryable: true }), "m/two": { text: "done" } },
      { 1: selection(model("m/one", "a", "b"), model("m/two")) },
    );
    const outcome = (await run(planOf(say(1)))).get(1);
    expect(outcome).toMatchObject({ status: "succeeded", model: "m/two" });
    expect(outcome?.attempts.map(({ model: id, endpoint, ok }) => `${id} ${endpoint} ${ok}`)).toEqual([
      "m/one provider:a false",
      "m/one provider:b false",
      "m/two provider:hf-inference true",
    ]);
    expect(brief(events)).toEqual([
      "task-started 1",
      "attempt-started 1 m/one",
      "attempt-failed 1 m/one",
      "attempt-started 1 m/one",
      "attempt-failed 1 m/one",
      "attempt-started 1 m/two",
      "task-ended 1 succeeded",
    ]);
  });

  it("does not put bad arguments to another endpoint of the same model", async () => {
    const { run } = execution(
      { "m/one": new Fault("BAD_REQUEST", "no"), "m/two": { text: "done" } },
      { 1: selection(model("m/one", "a", "b", "c"), model("m/two")) },
    );
    const outcome = (await run(planOf(say(1)))).get(1);
    expect(outcome?.attempts.map((attempt) => attempt.model)).toEqual(["m/one", "m/two"]);
  });

  it("stops using providers whose credentials are refused, for every task, and says why", async () => {
    const refused = new Fault("CREDENTIALS_REJECTED", "401 bad token", { next: "Check HF_TOKEN." });
    const choice = selection(model("m/one", "a", "b"), model("m/two"));
    const { run, backend } = execution(
      { "m/one": refused, "m/two": { text: "x" } },
      { 1: choice, 2: choice },
      { limits: { ...DEFAULT_LIMITS, parallel: 1 } },
    );
    const outcomes = await run(planOf(say(1), say(2)));
    expect(backend.jobs).toHaveLength(1);
    expect(outcomes.get(1)).toMatchObject({ status: "failed", next: "Check HF_TOKEN." });
    expect(reasonOf(outcomes.get(2))).toContain("401 bad token");
  });

  it("counts an output without what the task promises as a failure", async () => {
    const { run } = execution(
      { "m/one": { labels: [{ label: "x", score: 1 }] }, "m/two": { text: "  " } },
      { 1: selection(model("m/one"), model("m/two")) },
    );
    const outcome = (await run(planOf(say(1)))).get(1);
    expect(outcome?.status).toBe("failed");
    expect(outcome?.attempts.map((attempt) => attempt.error)).toEqual([
      "m/one returned no text, which text-generation promises.",
      "m/two returned no text, which text-generation promises.",
    ]);
  });

  it("blocks only what depends on a failed task", async () => {
    const { run } = execution(
      { "m/bad": new Fault("SERVER_ERROR", "down"), "m/good": { text: "fine" } },
      {
        1: selection(model("m/bad")),
        2: selection(model("m/good")),
        3: selection(model("m/good")),
        4: selection(model("m/good")),
      },
    );
    const outcomes = await run(
      planOf(say(1), say(2), { ...say(3), args: from(1), dep: [1] }, { ...say(4), args: from(3), dep: [3] }),
    );
    expect([...outcomes].map(([id, { status }]) => `${id} ${status}`)).toEqual([
      "1 failed",
      "2 succeeded",
      "3 blocked",
      "4 blocked",
    ]);
    expect(outcomes.get(3)).toMatchObject({ by: [1] });
    expect(outcomes.get(4)).toMatchObject({ by: [3] });
  });

  it("fails a task without a candidate with what to do, and a choice that throws with its reason", async () => {
    const { run } = execution({}, {});
    expect((await run(planOf(say(1)))).get(1)).toMatchObject({
      status: "failed",
      reason: "nothing can do it",
      next: "set HF_TOKEN",
    });
    const broken = execution(
      {},
      {},
      { choose: () => Promise.reject(new Fault("REGISTRY_UNUSABLE", "broken", { next: "rebuild" })) },
    );
    expect((await broken.run(planOf(say(1)))).get(1)).toMatchObject({ status: "failed", next: "rebuild" });
  });

  it("fails, and never speaks the input, when an output lacks what the next task needs", async () => {
    const { run, backend } = execution(
      { "m/picture": { media: [wavMedia()] }, "m/one": { text: "x" } },
      { 1: selection(candidate("m/picture", "text-to-speech")), 2: selection(model("m/one")) },
    );
    const outcomes = await run(
      planOf(
        { id: 1, task: "text-to-speech", args: text("the prompt") },
        { id: 2, task: "text-generation", args: from(1), dep: [1] },
      ),
    );
    expect(reasonOf(outcomes.get(2))).toBe('The argument "text" is missing: task 1 returned no text');
    expect(backend.jobs).toHaveLength(1);
  });

  it("stores the files that a task made before it reports success", async () => {
    const { run } = execution(
      { "m/tts": { media: [wavMedia()] } },
      { 1: selection(candidate("m/tts", "text-to-speech")) },
    );
    const outcome = (await run(planOf({ id: 1, task: "text-to-speech", args: text("hi") }))).get(1);
    expect(outcome).toMatchObject({
      status: "succeeded",
      artifacts: [{ name: "1-file.bin", mediaType: "audio/wav" }],
    });
  });

  it("fails a task whose file cannot be kept, with the next step", async () => {
    const full = () => Promise.reject(new Fault("DISK", "full", { next: "free some space" }));
    const { run } = execution(
      { "m/tts": { media: [wavMedia()] } },
      { 1: selection(candidate("m/tts", "text-to-speech")) },
      { artifacts: Object.assign(new MemoryArtifacts(), { put: full, keep: full }) },
    );
    const outcome = (await run(planOf({ id: 1, task: "text-to-speech", args: text("hi") }))).get(1);
    expect(outcome).toMatchObject({ status: "failed", next: "free some space", attempts: [{ ok: true }] });
  });

  it("gives up an attempt at its deadline, though the backend does not listen, and tries the next", async () => {
    const { run, clock, backend } = execution(
      { "m/slow": "hang", "m/fast": { text: "done" } },
      { 1: selection(model("m/slow"), model("m/fast")) },
    );
    const ended = run(planOf(say(1)));
    await settle();
    clock.pass(DEFAULT_LIMITS.attemptMs.text);
    const outcome = (await ended).get(1);
    expect(outcome).toMatchObject({ status: "succeeded", model: "m/fast" });
    expect(outcome?.attempts[0]).toMatchObject({
      ok: false,
      error: "m/slow took longer than 60 s.",
      ms: 60_000,
    });
    expect(backend.signals[0]?.aborted).toBe(true);
  });

  it("ends when the run's time is over", async () => {
    const limits = { ...DEFAULT_LIMITS, runMs: 1_000 };
    const { run, clock } = execution(
      { "m/slow": "hang" },
      { 1: selection(model("m/slow"), model("m/slower")) },
      { limits },
    );
    const ended = run(planOf(say(1)));
    await settle();
    clock.pass(1_000);
    expect(reasonOf((await ended).get(1))).toBe("The run's 1 s ended before it was done");
  });

  it("cancels everything in flight and begins nothing afterwards", async () => {
    const one = selection(model("m/slow"), model("m/two"));
    const { run, cancel, events, backend } = execution(
      { "m/slow": "hang", "m/two": { text: "x" } },
      { 1: one, 2: one, 3: one },
    );
    const ended = run(planOf(say(1), say(2), { ...say(3), args: from(1), dep: [1] }));
    await settle();
    const before = events.length;
    cancel.abort();
    const outcomes = await ended;
    expect([...outcomes.values()].map(({ status }) => status)).toEqual([
      "cancelled",
      "cancelled",
      "cancelled",
    ]);
    expect(new Set(events.slice(before).map(({ type }) => type))).toEqual(
      new Set(["attempt-failed", "task-ended"]),
    );
    expect(backend.jobs).toHaveLength(2);
    expect(backend.signals.every((signal) => signal.aborted)).toBe(true);
  });

  it("does not wait for a choice once the run is cancelled", async () => {
    const { run, cancel } = execution({}, {}, { choose: () => new Promise(() => undefined) });
    const ended = run(planOf(say(1)));
    await settle();
    cancel.abort();
    expect((await ended).get(1)?.status).toBe("cancelled");
  });

  it("takes a program error of one model as that attempt's failure", async () => {
    const { run } = execution(
      { "m/one": new TypeError("oops"), "m/two": { text: "x" } },
      { 1: selection(model("m/one"), model("m/two")) },
    );
    const outcome = (await run(planOf(say(1)))).get(1);
    expect(outcome).toMatchObject({ status: "succeeded", attempts: [{ error: "Internal error: oops" }, {}] });
  });

  it("tries no more candidates than allowed and leaves out endpoints that are not live", async () => {
    const dead = {
      ...model("m/dead"),
      endpoints: [
        {
          kind: "provider",
          provider: "a",
          providerId: "x",
          task: "text-generation",
          status: "error",
        } as const,
      ],
    };
    const down = new Fault("SERVER_ERROR", "down");
    const { run } = execution(
      { "m/1": down, "m/2": down, "m/3": down, "m/4": { text: "x" } },
      { 1: selection(dead, model("m/1"), model("m/2"), model("m/3"), model("m/4")) },
    );
    const outcome = (await run(planOf(say(1)))).get(1);
    expect(outcome?.attempts.map((attempt) => attempt.model)).toEqual(["m/1", "m/2", "m/3"]);
    expect(reasonOf(outcome)).toBe("3 attempts failed; the last, m/3: down");
  });

  it("cleans control characters from what models say", async () => {
    const { run } = execution(
      { "m/one": { text: "a\u001b[31mred\u202e" } },
      { 1: selection(model("m/one")) },
    );
    expect((await run(planOf(say(1)))).get(1)).toMatchObject({ output: { text: "ared" } });
  });
});

import { Fault, type Outcome, type RunEvent, type Selection, type ValidPlan } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import {
  type Behaviour,
  brief,
  candidate,
  MemoryArtifacts,
  planOf,
  ScriptedBackend,
  StepClock,
  selection,
  settle,
  wavMedia,
} from "../testing/execution-bench.js";
import { executePlan } from "./execute-plan.js";
import type { ExecutionDeps } from "./execution.js";
import { DEFAULT_LIMITS } from "./limits.js";

const text = (value: string) => ({ text: { kind: "literal", value } as const });
const from = (of: number) => ({ text: { kind: "output", of } as const });
const say = (id: number, value = "hello") => ({ id, task: "text-generation", args: text(value) }) as const;

function bench(
  behaviours: Record<string, Behaviour>,
  choices: Record<number, Selection>,
  over: Partial<ExecutionDeps> = {},
) {
  const events: RunEvent[] = [];
  const clock = new StepClock();
  const backend = new ScriptedBackend(behaviours);
  const cancel = new AbortController();
  const deps: ExecutionDeps = {
    choose: async (task) => choices[task.id] ?? { none: "nothing can do it", next: "set HF_TOKEN" },
    backends: [backend],
    artifacts: new MemoryArtifacts(),
    files: [],
    clock,
    emit: (event) => events.push(event),
    signal: cancel.signal,
    limits: DEFAULT_LIMITS,
    ...over,
  };
  return { events, clock, backend, cancel, run: (plan: ValidPlan) => executePlan(plan, deps) };
}

const model = (id: string, ...providers: string[]) =>
  candidate(id, "text-generation", providers.length > 0 ? providers : undefined);
/** A WAV file of 16 bits, one channel, 16,000 samples a second. */
function speech(...samples: number[]): Buffer {
  const head = Buffer.from(
    "RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x80\x3e\0\0\0\x7d\0\0\x02\0\x10\0data",
    "latin1",
  );
  const body = Buffer.alloc(4 + samples.length * 2);
  body.writeUInt32LE(samples.length * 2);
  for (const [at, sample] of samples.entries()) body.writeInt16LE(sample, 4 + at * 2);
  return Buffer.concat([head, body]);
}
const reasonOf = (outcome: Outcome | undefined) =>
  outcome && "reason" in outcome ? outcome.reason : undefined;

describe("executePlan", () => {
  it("returns nothing for a plan without tasks", async () => {
    expect((await bench({}, {}).run(planOf())).size).toBe(0);
  });

  it("tells of a recording without sound before a model hears it, and of a transcript without words", async () => {
    const silent = speech(0);
    const file = {
      handle: 1,
      given: "a.wav",
      name: "a.wav",
      type: "audio",
      mediaType: "audio/wav",
      bytes: silent,
    } as const;
    const ear = selection(candidate("m/ear", "automatic-speech-recognition"));
    const { run, events } = bench({ "m/ear": async () => ({ text: " " }) }, { 1: ear }, { files: [file] });
    const audio = { kind: "file", handle: 1 } as const;
    await run(planOf({ id: 1, task: "automatic-speech-recognition", args: { audio } }));
    expect(events.flatMap((event) => (event.type === "warning" ? [event.message] : []))).toEqual([
      "a.wav is silent: any words heard in it are made up",
      "m/ear found no words for task 1",
    ]);
  });

  it("does not let a model hear what holds no sound, and tells how long and how loud what was made is", async () => {
    const made = (name: string, ...samples: number[]) => ({
      media: [{ ...wavMedia(), name, bytes: speech(...samples) }],
    });
    const behave = {
      "m/mute": async () => made("mute.wav"),
      "m/loud": async () => made("loud.wav", 32_767, 5),
    };
    const voices = {
      1: selection(candidate("m/mute", "text-to-speech")),
      3: selection(candidate("m/loud", "text-to-speech")),
    };
    const ear = selection(candidate("m/ear", "automatic-speech-recognition"));
    const { run, events, backend } = bench(behave, { ...voices, 2: ear });
    const text = { kind: "literal", value: "hello" } as const;
    const audio = { kind: "output", of: 1 } as const;
    const outcomes = await run(
      planOf(
        { id: 1, task: "text-to-speech", args: { text } },
        { id: 2, task: "automatic-speech-recognition", args: { audio }, dep: [1] },
        { id: 3, task: "text-to-speech", args: { text } },
      ),
    );
    expect(reasonOf(outcomes.get(2))).toBe("mute.wav has no sound");
    expect(backend.jobs.map(({ model }) => model)).not.toContain("m/ear");
    expect(outcomes.get(3)).toMatchObject({
      output: { media: [{ sound: { seconds: 2 / 16_000, clipped: 0.5 } }] },
    });
    expect(events.flatMap((event) => (event.type === "warning" ? [event.message] : []))).toEqual(
      expect.arrayContaining([
        "mute.wav has no sound",
        "loud.wav was recorded too loud: 50 % of it is clipped",
      ]),
    );
  });

  it("runs independent tasks at once and a dependent one on their output", async () => {
    const one = selection(model("m/one"));
    const open: (() => void)[] = [];
    const wait = () =>
      new Promise<{ text: string }>((resolve) => open.push(() => resolve({ text: `said ${open.length}` })));
    const { run, backend } = bench({ "m/one": wait }, { 1: one, 2: one, 3: one });
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
    const { run } = bench(
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
    const refused = bench(
      { "m/one": new Fault("CREDENTIALS_REJECTED", "401", { status: 401 }) },
      { 1: selection(model("m/one")) },
      { records },
    );
    await refused.run(planOf(say(1)));
    expect(noted).toHaveLength(2);
  });

  it("keeps to the limit of parallel tasks", async () => {
    const one = selection(model("m/one"));
    const { run, backend } = bench(
      { "m/one": "hang" },
      { 1: one, 2: one, 3: one },
      { limits: { ...DEFAULT_LIMITS, parallel: 2 } },
    );
    void run(planOf(say(1), say(2), say(3)));
    await settle();
    expect(backend.jobs).toHaveLength(2);
  });

  it("falls back to the next endpoint, then to the next candidate, and records every attempt", async () => {
    const { run, events } = bench(
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
    const { run } = bench(
      { "m/one": new Fault("BAD_REQUEST", "no"), "m/two": { text: "done" } },
      { 1: selection(model("m/one", "a", "b", "c"), model("m/two")) },
    );
    const outcome = (await run(planOf(say(1)))).get(1);
    expect(outcome?.attempts.map((attempt) => attempt.model)).toEqual(["m/one", "m/two"]);
  });

  it("stops using providers whose credentials are refused, for every task, and says why", async () => {
    const refused = new Fault("CREDENTIALS_REJECTED", "401 bad token", { next: "Check HF_TOKEN." });
    const choice = selection(model("m/one", "a", "b"), model("m/two"));
    const { run, backend } = bench(
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
    const { run } = bench(
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
    const { run } = bench(
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
    const { run } = bench({}, {});
    expect((await run(planOf(say(1)))).get(1)).toMatchObject({
      status: "failed",
      reason: "nothing can do it",
      next: "set HF_TOKEN",
    });
    const broken = bench(
      {},
      {},
      { choose: () => Promise.reject(new Fault("REGISTRY_UNUSABLE", "broken", { next: "rebuild" })) },
    );
    expect((await broken.run(planOf(say(1)))).get(1)).toMatchObject({ status: "failed", next: "rebuild" });
  });

  it("fails, and never speaks the input, when an output lacks what the next task needs", async () => {
    const { run, backend } = bench(
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
    const { run } = bench(
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
    const { run } = bench(
      { "m/tts": { media: [wavMedia()] } },
      { 1: selection(candidate("m/tts", "text-to-speech")) },
      { artifacts: Object.assign(new MemoryArtifacts(), { put: full, keep: full }) },
    );
    const outcome = (await run(planOf({ id: 1, task: "text-to-speech", args: text("hi") }))).get(1);
    expect(outcome).toMatchObject({ status: "failed", next: "free some space", attempts: [{ ok: true }] });
  });

  it("gives up an attempt at its deadline, though the backend does not listen, and tries the next", async () => {
    const { run, clock, backend } = bench(
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
    const { run, clock } = bench(
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
    const { run, cancel, events, backend } = bench(
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
    const { run, cancel } = bench({}, {}, { choose: () => new Promise(() => undefined) });
    const ended = run(planOf(say(1)));
    await settle();
    cancel.abort();
    expect((await ended).get(1)?.status).toBe("cancelled");
  });

  it("takes a program error of one model as that attempt's failure", async () => {
    const { run } = bench(
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
    const { run } = bench(
      { "m/1": down, "m/2": down, "m/3": down, "m/4": { text: "x" } },
      { 1: selection(dead, model("m/1"), model("m/2"), model("m/3"), model("m/4")) },
    );
    const outcome = (await run(planOf(say(1)))).get(1);
    expect(outcome?.attempts.map((attempt) => attempt.model)).toEqual(["m/1", "m/2", "m/3"]);
    expect(reasonOf(outcome)).toBe("3 attempts failed; the last, m/3: down");
  });

  it("cleans control characters from what models say", async () => {
    const { run } = bench({ "m/one": { text: "a\u001b[31mred\u202e" } }, { 1: selection(model("m/one")) });
    expect((await run(planOf(say(1)))).get(1)).toMatchObject({ output: { text: "ared" } });
  });
});

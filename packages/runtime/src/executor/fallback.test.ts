import {
  type Backend,
  type EndpointKind,
  Fault,
  type FaultCode,
  type RunEvent,
  type Selection,
  type TaskId,
  type TaskOutput,
} from "@hugginggpt/shared";
import fc from "fast-check";
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
} from "../testing/execution-bench.js";
import { executePlan } from "./execute-plan.js";
import type { ExecutionDeps } from "./execution.js";
import { DEFAULT_LIMITS } from "./limits.js";
import { ProviderCooldown } from "./provider-cooldown.js";

const say = (id: number) =>
  ({ id, task: "text-generation", args: { text: { kind: "literal", value: "hi" } } }) as const;
const model = (id: string, ...providers: string[]) =>
  candidate(id, "text-generation", providers.length > 0 ? providers : undefined);
const busy = (ms?: number) =>
  new Fault("RATE_LIMITED", "429", { retryable: true, ...(ms === undefined ? {} : { retryAfterMs: ms }) });
const down = () => new Fault("SERVER_ERROR", "500", { retryable: true, status: 500 });

/** A candidate of another kind than a provider. */
const other = (id: string, kind: "builtin" | "controller") => ({
  ...model(id),
  endpoints: [
    kind === "builtin"
      ? ({ kind, provider: "builtin", tool: id, task: "text-generation", status: "live" } as const)
      : ({ kind, provider: "controller", task: "text-generation", status: "live" } as const),
  ],
});

/** Behaviours in turn; the last one stays. */
function inTurn(...behaviours: (TaskOutput | Error)[]): () => Promise<TaskOutput> {
  let n = 0;
  return async () => {
    const now = behaviours[Math.min(n++, behaviours.length - 1)];
    if (now === undefined || now instanceof Error) throw now ?? new Error("nothing scripted");
    return now;
  };
}

function bench(behaviours: Record<string, Behaviour>, choice: Selection, over: Partial<ExecutionDeps> = {}) {
  const events: RunEvent[] = [];
  const clock = new StepClock();
  const cooldown = new ProviderCooldown({ clock, random: () => 0 });
  const of = (kind: EndpointKind): Backend & { jobs: ScriptedBackend["jobs"] } =>
    Object.assign(new ScriptedBackend(behaviours), { kind, supports: () => true });
  const providers = of("provider");
  const deps: ExecutionDeps = {
    choose: async () => choice,
    backends: [providers, of("builtin"), of("controller")],
    artifacts: new MemoryArtifacts(),
    files: [],
    clock,
    emit: (event) => events.push(event),
    signal: new AbortController().signal,
    limits: DEFAULT_LIMITS,
    cooldown,
    ...over,
  };
  const run = (...tasks: Parameters<typeof planOf>) => executePlan(planOf(...tasks), deps);
  return { run, events, clock, cooldown, jobs: providers.jobs };
}

async function triedBy(behaviours: Record<string, Behaviour>, choice: Selection, over = {}) {
  const { run } = bench(behaviours, choice, over);
  const outcome = (await run(say(1))).get(1);
  return { outcome, tried: outcome?.attempts.map(({ model: id, endpoint }) => `${id} ${endpoint}`) };
}

describe("the chain of a task", () => {
  it("goes from provider to provider, candidate to candidate, then to the controller and a built-in tool", async () => {
    const no = new Fault("NOT_FOUND", "404");
    const choice = selection(
      model("a", "x", "y"),
      model("b", "x"),
      model("c", "x"),
      model("d", "x"),
      other("tool", "builtin"),
      other("llm", "controller"),
    );
    const { tried } = await triedBy({ a: no, b: no, c: no, d: no, llm: no, tool: no }, choice);
    expect(tried).toEqual([
      "a provider:x",
      "a provider:y",
      "b provider:x",
      "c provider:x",
      "llm controller",
      "tool builtin:tool",
    ]);
  });

  it("leaves a built-in tool where the choice or the order of preference put it", async () => {
    const no = new Fault("NOT_FOUND", "404");
    const chosen = selection(other("tool", "builtin"), model("a", "x"));
    expect((await triedBy({ tool: no, a: no }, chosen)).tried).toEqual(["tool builtin:tool", "a provider:x"]);
    const preferred = selection(model("a", "x"), other("tool", "builtin"), model("b", "x"));
    expect((await triedBy({ tool: no, a: no, b: no }, preferred)).tried).toEqual([
      "a provider:x",
      "tool builtin:tool",
      "b provider:x",
    ]);
  });

  it("moves on at once from a provider that is busy, and leaves it alone in every other task", async () => {
    const one = selection(model("a", "x", "y"), model("b", "x", "z"));
    const { run, jobs } = bench({ "a@x": busy(), "a@y": { text: "done" } }, one, {
      limits: { ...DEFAULT_LIMITS, parallel: 1 },
    });
    const outcomes = await run(say(1), say(2));
    expect(outcomes.get(1)).toMatchObject({ status: "succeeded", endpoint: "provider:y" });
    expect(outcomes.get(2)).toMatchObject({ status: "succeeded", endpoint: "provider:y" });
    expect(outcomes.get(2)?.attempts).toHaveLength(1);
    expect(outcomes.get(1)?.attempts).toMatchObject([{ ok: false, faultCode: "RATE_LIMITED" }, { ok: true }]);
    expect(jobs.map(({ endpoint }) => endpoint.provider)).toEqual(["x", "y", "y"]);
  });

  it("leaves it alone in other runs of the process too, and asks it again when its rest is over", async () => {
    const one = selection(model("a", "x", "y"));
    const first = bench({ "a@x": inTurn(busy(20_000), { text: "back" }), "a@y": { text: "y" } }, one);
    await first.run(say(1));
    expect((await first.run(say(1))).get(1)).toMatchObject({ endpoint: "provider:y" });
    first.clock.pass(20_000);
    expect((await first.run(say(1))).get(1)).toMatchObject({ endpoint: "provider:x" });
  });

  it("waits for the last provider that is left, where that is short, and says so", async () => {
    const { run, events, clock } = bench(
      { a: inTurn(busy(4_000), { text: "done" }) },
      selection(model("a", "x")),
    );
    const ended = run(say(1));
    await settle();
    expect(brief(events).at(-1)).toBe("attempt-waiting 1 a");
    clock.pass(4_000);
    expect((await ended).get(1)).toMatchObject({
      status: "succeeded",
      attempts: [{ ok: false }, { ok: true }],
    });
  });

  it("does not wait long, and gives the reason and the time where nothing was tried", async () => {
    const one = selection(model("a", "x"));
    const { run } = bench({ a: busy(200_000) }, one);
    expect((await run(say(1))).get(1)).toMatchObject({ status: "failed", reason: "429" });
    expect((await run(say(1))).get(1)).toMatchObject({
      status: "failed",
      reason: "provider:x is not tried for another 200 s, because: 429",
      attempts: [],
    });
  });

  it("does not let a bad argument burn the whole chain", async () => {
    const bad = new Fault("BAD_REQUEST", "width must be a multiple of 8");
    const choice = selection(
      model("a", "x", "y"),
      model("b", "x", "y"),
      model("c", "x"),
      other("llm", "controller"),
    );
    const { tried, outcome } = await triedBy({ a: bad, b: bad, llm: { text: "done" } }, choice);
    expect(tried).toEqual(["a provider:x", "b provider:x", "llm controller"]);
    expect(outcome?.status).toBe("succeeded");
  });

  it("moves on where credits are used up, and leaves that provider alone for a minute", async () => {
    const broke = new Fault("CREDITS_EXHAUSTED", "402");
    const { run, cooldown } = bench(
      { "a@x": broke, b: { text: "done" } },
      selection(model("a", "x"), model("b", "y")),
    );
    expect((await run(say(1))).get(1)).toMatchObject({ status: "succeeded", model: "b" });
    expect(cooldown.waitMs("provider:x")).toBe(60_000);
  });

  it("stops what needs a refused credential, and nothing else", async () => {
    const refused = new Fault("CREDENTIALS_REJECTED", "401");
    const choice = selection(model("a", "x", "y"), model("b", "x"), other("tool", "builtin"));
    const { tried, outcome } = await triedBy({ a: refused, tool: { text: "done" } }, choice);
    expect(tried).toEqual(["a provider:x", "tool builtin:tool"]);
    expect(outcome?.status).toBe("succeeded");
  });

  it("tries what failed in passing again after everything else, twice at most", async () => {
    const all = { a: down(), b: down(), c: down() };
    const choice = selection(model("a", "x"), model("b", "x"), model("c", "x"));
    expect((await triedBy(all, choice)).tried?.map((one) => one[0])).toEqual(["a", "b", "c", "a", "b"]);
    const again = { a: inTurn(down(), { text: "done" }) };
    expect((await triedBy(again, selection(model("a", "x")))).outcome).toMatchObject({
      status: "succeeded",
      attempts: [{ ok: false }, { ok: true }],
    });
  });

  it("counts another endpoint of a tried model as a retry", async () => {
    const no = new Fault("NOT_FOUND", "404");
    const choice = selection(model("a", "u", "v", "w"), model("b", "u", "v"), model("c", "u"));
    const { tried } = await triedBy({ a: no, b: no, c: no }, choice);
    expect(tried).toEqual(["a provider:u", "a provider:v", "a provider:w", "b provider:u", "c provider:u"]);
    const limits = { ...DEFAULT_LIMITS, retries: 0, candidates: 2 };
    expect((await triedBy({ a: no, b: no, c: no }, choice, { limits })).tried).toEqual([
      "a provider:u",
      "b provider:u",
    ]);
  });

  it("has a deadline for the task as a whole", async () => {
    const limits = { ...DEFAULT_LIMITS, taskMs: { ...DEFAULT_LIMITS.taskMs, text: 70_000 } };
    const { run, clock } = bench({ a: "hang", b: "hang" }, selection(model("a", "x"), model("b", "x")), {
      limits,
    });
    const ended = run(say(1));
    await settle();
    clock.pass(60_000);
    await settle();
    clock.pass(10_000);
    expect((await ended).get(1)).toMatchObject({
      status: "failed",
      reason: "The task's 70 s ended before it was done",
      attempts: [{ ms: 60_000 }, { ms: 10_000 }],
    });
  });

  it("keeps to its limits and ends, whatever fails however", async () => {
    const codes: FaultCode[] = [
      "RATE_LIMITED",
      "SERVER_ERROR",
      "NETWORK",
      "BAD_REQUEST",
      "NOT_FOUND",
      "CREDITS_EXHAUSTED",
      "BAD_RESPONSE",
      "CREDENTIALS_REJECTED",
    ];
    const failure = fc
      .record({ code: fc.constantFrom(...codes), retryable: fc.boolean() })
      .map(({ code, retryable }) => new Fault(code, code, { retryable, retryAfterMs: 0 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.constantFrom("x", "y", "z"), { minLength: 1, maxLength: 3 }), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.array(failure, { minLength: 1, maxLength: 6 }),
        fc.nat(4),
        fc.integer({ min: 1, max: 4 }),
        async (places, failures, retries, candidates) => {
          const [first, ...rest] = places.map((at, i) => model(`m${i}`, ...new Set(at)));
          if (!first) return;
          const behaviours = Object.fromEntries(
            places.map((_, i) => [`m${i}`, failures[i % failures.length] ?? down()]),
          );
          const limits = { ...DEFAULT_LIMITS, retries, candidates };
          const { outcome } = await triedBy(behaviours, selection(first, ...rest), { limits });
          const models = new Set(outcome?.attempts.map((one) => one.model));
          expect(outcome?.status).toBe("failed");
          expect(models.size).toBeLessThanOrEqual(candidates);
          expect((outcome?.attempts.length ?? 0) - models.size).toBeLessThanOrEqual(retries);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("a plan that was executed in part", () => {
  const video: TaskId = "text-generation";
  const handle = { provider: "x", statusPath: "/jobs/1", resultPath: null };
  const submitted = new Map([[1, { model: "a", endpoint: "provider:x", handle }]]);

  function resumable(behaviours: Record<string, Behaviour>, resumed: TaskOutput | Error) {
    const asked: unknown[] = [];
    const backend = Object.assign(new ScriptedBackend(behaviours), {
      awaitJob: async (_job: unknown, given: unknown) => {
        asked.push(given);
        if (resumed instanceof Error) throw resumed;
        return resumed;
      },
    });
    return { backend, asked };
  }

  it("takes recorded outcomes as they are, in silence, and runs the rest", async () => {
    const recorded = new Map([
      [
        1,
        {
          status: "succeeded",
          model: "old",
          endpoint: "provider:x",
          output: { text: "from before" },
          artifacts: [],
          attempts: [],
        } as const,
      ],
    ]);
    const { run, jobs, events } = bench({ a: { text: "new" } }, selection(model("a", "x")), { recorded });
    const outcomes = await run(say(1), {
      id: 2,
      task: video,
      args: { text: { kind: "output", of: 1 } },
      dep: [1],
    });
    expect(outcomes.get(1)).toBe(recorded.get(1));
    expect(jobs.map(({ args }) => args.text)).toEqual(["from before"]);
    expect(brief(events)).toEqual(["task-started 2", "attempt-started 2 a", "task-ended 2 succeeded"]);
  });

  it("waits for a job that was submitted, and does not submit it again", async () => {
    const { backend, asked } = resumable({}, { text: "done at last" });
    const choice = selection(model("b", "y"), model("a", "x"));
    const { run } = bench({}, choice, { submitted, backends: [backend] });
    expect((await run(say(1))).get(1)).toMatchObject({
      status: "succeeded",
      model: "a",
      attempts: [{ ok: true }],
    });
    expect(asked).toEqual([handle]);
    expect(backend.jobs).toHaveLength(0);
  });

  it("submits anew where the job is lost, which is a retry", async () => {
    const { backend } = resumable({ a: { text: "anew" } }, new Fault("NOT_FOUND", "no such job"));
    const { run } = bench({}, selection(model("a", "x")), { submitted, backends: [backend] });
    expect((await run(say(1))).get(1)).toMatchObject({
      status: "succeeded",
      attempts: [{ ok: false }, { ok: true }],
    });
    expect(backend.jobs).toHaveLength(1);
  });
});

describe("what an attempt tells", () => {
  it("becomes events: the job, and changes of its progress", async () => {
    const cancel = new AbortController();
    const backend: Backend = {
      kind: "provider",
      supports: () => true,
      run: (_job, _signal, watch) => {
        watch?.submitted({ provider: "x", statusPath: "/jobs/1", resultPath: null });
        for (const percent of [10, 11, 12, 16])
          watch?.progress({ state: "running", position: null, percent });
        return new Promise(() => undefined);
      },
    };
    const { run, events } = bench({}, selection(model("a", "x")), {
      backends: [backend],
      signal: cancel.signal,
    });
    const ended = run(say(1));
    await settle();
    cancel.abort();
    await ended;
    expect(events.slice(2, 5)).toMatchObject([
      { type: "job-submitted", handle: { statusPath: "/jobs/1" } },
      { type: "attempt-progress", progress: { percent: 10 } },
      { type: "attempt-progress", progress: { percent: 16 } },
    ]);
  });
});

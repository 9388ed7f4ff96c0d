import { NO_CAPS, type RunCaps, type RunEvent } from "@hugginggpt/shared";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PlannedCall } from "../executor/call-meter.js";
import { Spending, type SpendingOptions } from "./spending.js";

/** A dollar for each million tokens sent, ten for each million answered. */
const price = { input: 1, output: 10 };
const call: PlannedCall = {
  caller: "task",
  task: 0,
  model: "m",
  endpoint: "provider:p",
  price,
  inputTokens: () => 1_000,
};
/** What `call` can cost: 1,000 tokens sent and 4,096 answered. */
const WORST = 0.001 + 0.04096;

function spending(caps: Partial<RunCaps>, more: Partial<SpendingOptions> = {}) {
  const events: RunEvent[] = [];
  const clock = { at: 0, now: () => clock.at };
  const one = new Spending({
    caps: { ...NO_CAPS, ...caps },
    clock,
    emit: (event) => events.push(event),
    stopsAt: null,
    controllerPrice: null,
    ...more,
  });
  return { spending: one, events, clock };
}

describe("Spending", () => {
  it("counts calls, tokens and cost apart for the language model and for other models", async () => {
    const { spending: one, events } = spending({}, { controllerPrice: { input: 2, output: 2 } });
    (await one.begin(call)).end({ inputTokens: 100, outputTokens: 10, computeMs: 250 }, true);
    const asked = await one.begin({ ...call, caller: "controller", endpoint: "controller", price: null });
    expect(asked.end({ inputTokens: 1_000, outputTokens: 500 }, true)).toBeCloseTo(0.003);
    expect(one.usage).toMatchObject({
      llmCalls: 1,
      promptTokens: 1_000,
      completionTokens: 500,
      modelCalls: 1,
      inputTokens: 100,
      outputTokens: 10,
      computeMs: 250,
      unpricedCalls: 0,
    });
    expect(one.usage.cost).toBeCloseTo(0.0002 + 0.003);
    expect(events).toMatchObject([
      { type: "call-ended", task: 0, model: "m", endpoint: "provider:p" },
      { type: "call-ended", task: 0, model: "m", endpoint: "controller" },
    ]);
  });

  it("takes a call without counted tokens for the dearest that it can have been, and a refused one for free", async () => {
    const { spending: one } = spending({});
    for (const counted of [{}, { inputTokens: 1 }, { outputTokens: 1 }])
      expect((await one.begin(call)).end(counted, true)).toBeCloseTo(WORST);
    expect((await one.begin(call)).end({}, false)).toBe(0);
    expect(one.usage).toMatchObject({ modelCalls: 4 });
  });

  it("does not count what an earlier run's result answered", async () => {
    const { spending: one, events } = spending({ maxCalls: 1 });
    (await one.begin(call)).end({ reused: true }, true);
    expect(one.usage).toMatchObject({ modelCalls: 0, cost: 0 });
    expect(events).toEqual([]);
    await expect(one.begin(call)).resolves.toBeDefined();
  });

  it("begins nothing that can cost more than is left, and says what it can cost", async () => {
    const { spending: one } = spending({ maxCost: 0.04 });
    await expect(one.begin(call)).rejects.toMatchObject({
      code: "LIMIT_REACHED",
      message: "A call to m can cost $0.042 and $0.04 of $0.04 is left",
    });
    expect(one.usage.modelCalls).toBe(0);
  });

  it("begins what fits to the last cent, although sums of dollars are no exact numbers", async () => {
    const { spending: one } = spending({ maxCost: 0.3 });
    const dime = { ...call, price: { input: 0, output: 0, call: 0.1 } };
    for (let n = 0; n < 3; n++) (await one.begin(dime)).end({}, true);
    await expect(one.begin(dime)).rejects.toMatchObject({ code: "LIMIT_REACHED" });
    expect(one.usage.modelCalls).toBe(3);
  });

  it("asks for a bounded answer under a cap on the cost, and for any without", async () => {
    expect((await spending({ maxCost: 1 }).spending.begin(call)).maxOutputTokens).toBe(4_096);
    expect((await spending({ maxCalls: 1 }).spending.begin(call)).maxOutputTokens).toBeUndefined();
  });

  it("waits for calls under way where their worst cases alone are in the way", async () => {
    const { spending: one } = spending({ maxCost: WORST * 1.5 });
    const first = await one.begin(call);
    let isBegun = false;
    const second = one.begin(call).then((open) => {
      isBegun = true;
      return open;
    });
    await Promise.resolve();
    expect(isBegun).toBe(false);
    first.end({ inputTokens: 10, outputTokens: 10 }, true);
    await second;
    expect(isBegun).toBe(true);
  });

  it("makes no call of unknown price under a cap on the cost, unless one is assumed", async () => {
    const unknown = { ...call, price: null };
    await expect(spending({ maxCost: 5 }).spending.begin(unknown)).rejects.toMatchObject({
      code: "LIMIT_REACHED",
      message: "Price unknown: add --assume-cost 0.01 or drop --max-cost",
    });
    const { spending: one, events } = spending({ maxCost: 0.5, assumeCost: 0.3 });
    expect((await one.begin(unknown)).end({}, true)).toBe(0.3);
    expect(events[0]).toMatchObject({ cost: 0.3, assumed: true });
    await expect(one.begin(unknown)).rejects.toMatchObject({ code: "LIMIT_REACHED" });
    const free = spending({});
    expect((await free.spending.begin(unknown)).end({}, true)).toBeNull();
    expect(free.spending.usage).toMatchObject({ cost: 0, unpricedCalls: 1 });
  });

  it("counts calls under way against the number of calls, and those of an earlier process", async () => {
    const { spending: one } = spending({ maxCalls: 2 });
    await Promise.all([one.begin(call), one.begin(call)]);
    await expect(one.begin(call)).rejects.toMatchObject({
      message: "The run has made 2 calls, the most that --max-calls allows",
    });
    const before = { ...one.usage, modelCalls: 2 };
    await expect(spending({ maxCalls: 2 }, { before }).spending.begin(call)).rejects.toMatchObject({
      code: "LIMIT_REACHED",
    });
  });

  it("begins nothing once the time is over", async () => {
    const { spending: one, clock } = spending({ maxMs: 5_000 }, { stopsAt: 5_000 });
    (await one.begin(call)).end({}, false);
    clock.at = 5_000;
    await expect(one.begin(call)).rejects.toMatchObject({ message: "The run's 5 s have passed" });
  });

  it("never exceeds a cap, however calls overlap and whatever they turn out to use", async () => {
    const calls = fc.array(
      fc.record({
        input: fc.integer({ min: 0, max: 5_000 }),
        sent: fc.double({ min: 0, max: 1, noNaN: true }),
        answered: fc.integer({ min: 0, max: 4_096 }),
        charged: fc.boolean(),
      }),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(
        calls,
        fc.double({ min: 0, max: 0.3, noNaN: true }),
        fc.nat(8),
        async (all, maxCost, maxCalls) => {
          const { spending: one } = spending({ maxCost, maxCalls });
          await Promise.all(
            all.map(async ({ input, sent, answered, charged }) => {
              const open = await one.begin({ ...call, inputTokens: () => input }).catch(() => null);
              await Promise.resolve();
              open?.end({ inputTokens: Math.floor(input * sent), outputTokens: answered }, charged);
            }),
          );
          expect(one.usage.cost).toBeLessThanOrEqual(maxCost + 1e-9);
          expect(one.usage.modelCalls).toBeLessThanOrEqual(maxCalls);
        },
      ),
    );
  });
});

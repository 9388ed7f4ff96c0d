import { type ChatReply, type ChatRequest, Fault } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { StepClock } from "../testing/execution-bench.js";
import { type Budget, budgetedController } from "./budgeted-controller.js";

const REPLY: ChatReply = { text: "said", promptTokens: 3, completionTokens: 4 };
const QUESTION: ChatRequest = { messages: [{ role: "user", content: "hi" }] };
const CHOICE: ChatRequest = { ...QUESTION, schema: { name: "choice", schema: {} } };

/** A controller under a budget: what it was asked, and how each call was accounted. */
function budgeted(over: Partial<Budget> & { most?: number; reply?: ChatReply | Error | "hang" } = {}) {
  const asked: ChatRequest[] = [];
  const ended: unknown[] = [];
  const clock = new StepClock();
  const { most, reply = REPLY, ...budget } = over;
  const inner = {
    name: "openai:m",
    chat: async (request: ChatRequest) => {
      asked.push(request);
      if (reply instanceof Error) throw reply;
      return reply === "hang" ? new Promise<never>(() => undefined) : reply;
    },
  };
  const begin = async () => ({
    maxOutputTokens: most,
    end: (usage: unknown, isCharged: boolean) => {
      ended.push([usage, isCharged]);
      return 0;
    },
  });
  const meter = { begin };
  const controller = budgetedController(inner, {
    meter,
    clock,
    stopsAt: null,
    choicesStopAt: null,
    ...budget,
  });
  return { controller, asked, ended, clock };
}

describe("budgetedController", () => {
  it.each<[number | undefined, number | undefined, number | undefined]>([
    [undefined, undefined, undefined],
    [undefined, 50, 50],
    [100, undefined, 100],
    [100, 50, 50],
    [100, 500, 100],
  ])("under a bound of %s tokens, a request for %s asks for %s at most", async (most, wanted, expected) => {
    const { controller, asked } = budgeted(most === undefined ? {} : { most });
    await controller.chat(wanted === undefined ? QUESTION : { ...QUESTION, maxTokens: wanted });
    expect(asked[0]?.maxTokens).toBe(expected);
  });

  it("accounts what a reply says, nothing known where it counts nothing, and a refusal as free", async () => {
    const uncounted = { ...REPLY, promptTokens: 0, completionTokens: 0 };
    const cases = [
      [REPLY, [{ inputTokens: 3, outputTokens: 4 }, true]],
      [uncounted, [{}, true]],
      [new Fault("BAD_REQUEST", "no", { status: 400 }), [{}, false]],
      [new Fault("NETWORK", "lost"), [{}, true]],
    ] as const;
    for (const [reply, expected] of cases) {
      const { controller, ended } = budgeted({ reply });
      await controller.chat(QUESTION).catch(() => undefined);
      expect(ended).toEqual([expected]);
    }
  });

  it("asks nothing once the time is over, which for choices is earlier", async () => {
    const { controller, asked, clock } = budgeted({ stopsAt: 10, choicesStopAt: 5 });
    clock.pass(5);
    await expect(controller.chat(CHOICE)).rejects.toMatchObject({ code: "LIMIT_REACHED" });
    expect(await controller.chat(QUESTION)).toEqual(REPLY);
    clock.pass(5);
    await expect(controller.chat(QUESTION)).rejects.toMatchObject({ code: "LIMIT_REACHED" });
    expect(asked).toEqual([QUESTION]);
  });

  it("gives up a question when the time ends, and accounts it", async () => {
    const { controller, ended, clock } = budgeted({ stopsAt: 10, reply: "hang" });
    const asking = controller.chat(QUESTION);
    const refused = expect(asking).rejects.toMatchObject({
      code: "LIMIT_REACHED",
      next: "Raise --max-time.",
    });
    await new Promise((resolve) => setImmediate(resolve));
    clock.pass(10);
    await refused;
    expect(ended).toEqual([[{}, true]]);
  });
});

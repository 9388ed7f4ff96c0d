import { processorTime } from "@hugginggpt/testing";
import { describe, expect, it } from "vitest";
import { planOf } from "../e2e/scripts.js";
import { planBy } from "./plan-by.js";

const ASKED = { request: "do it", files: [] };
const speak = (text: string) => ({ task: "text-to-speech", args: { text } });

/** A task that waits for the one before it. */
function link(id: number) {
  return {
    id,
    task: "translation",
    args: { text: `<GENERATED>-${id - 1}`, target_language: "German" },
    dep: [id - 1],
  };
}

const CHAIN = [
  { id: 0, ...speak("x"), task: "summarization" },
  ...Array.from({ length: 1_000 }, (_, n) => link(n + 1)),
];

describe("plan bombs (A25)", () => {
  it.each([
    ["10,000 tasks", planOf(...Array.from({ length: 10_000 }, (_, n) => speak(`${n}`))), /larger than/],
    ["1,000 tasks", planOf(...Array.from({ length: 1_000 }, (_, n) => speak(`${n}`))), /PLAN_LIMIT/],
    ["a chain of 1,000", planOf(...CHAIN), /PLAN_LIMIT/],
    ["a chain of 12", planOf(...CHAIN.slice(0, 12)), /PLAN_LIMIT/],
    [
      "a circle",
      planOf({ id: 0, ...speak("<GENERATED>-1"), dep: [1] }, { id: 1, ...speak("<GENERATED>-0"), dep: [0] }),
      /circle|text/,
    ],
    [
      "a task that waits for itself",
      planOf({ id: 0, task: "summarization", args: { text: "<GENERATED>-0" }, dep: [0] }),
      /itself/,
    ],
    [
      "21 texts for one task",
      planOf({ task: "text-to-image", args: { prompt: Array.from({ length: 21 }, (_, n) => `cat ${n}`) } }),
      /./,
    ],
  ])("are refused within three calls: %s", async (_what, written, reason) => {
    const { value: result, ms } = await processorTime(() => planBy(written, ASKED));
    if (result.kind === "plan") expect(result.plan.tasks.length).toBeLessThanOrEqual(20);
    else expect(JSON.stringify(result)).toMatch(reason);
    expect(result.calls).toBeLessThanOrEqual(3);
    expect(ms).toBeLessThan(20_000);
  });

  it.each([
    ["brackets", "[".repeat(100_000)],
    ["objects", '{"tasks":'.repeat(100_000)],
    ["arguments", `{"tasks":[{"id":0,"task":"summarization","args":{"text":${"[".repeat(50_000)}`],
    ["quotes", "'\"".repeat(100_000)],
    ["references", planOf(speak("<GENERATED>-0 ".repeat(50_000)))],
    [
      "names of a prototype",
      '{"tasks":[{"id":0,"task":"__proto__","args":{"__proto__":{"text":"x"},"constructor":"y"},"dep":[-1]}]}',
    ],
    ["numbers", '{"tasks":[{"id":1e400,"task":"summarization","args":{"text":1e400},"dep":[-1e400]}]}'],
  ])("made of %s end in a refusal or a valid plan, and soon", async (_what, written) => {
    const { value: result, ms } = await processorTime(() => planBy(written, ASKED));
    expect(["refused", "plan", "chat"]).toContain(result.kind);
    expect(result.calls).toBeLessThanOrEqual(3);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(ms).toBeLessThan(20_000);
  });
});

describe("planning again (A26)", () => {
  it("ends after two repairs, whatever the answers cause", async () => {
    const result = await planBy(planOf({ task: "plan-again", args: { text: "plan again" } }), ASKED);
    expect(result).toMatchObject({ kind: "refused", calls: 3 });
  });
});

import { oneLine } from "@hugginggpt/shared";
import { anyCharacter } from "@hugginggpt/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkPlan } from "../check-plan.js";
import { planJson } from "../plan-json.js";
import { cleanNeed } from "./clean-need.js";
import { parsePlan } from "./parse-plan.js";

describe("cleanNeed", () => {
  it("keeps a short phrase as it is", () => {
    expect(cleanNeed("sentiment of German reviews, positive/negative")).toBe(
      "sentiment of German reviews, positive/negative",
    );
  });

  it("cuts a long one after 12 words", () => {
    expect(cleanNeed("one two three four five six seven eight nine ten eleven twelve thirteen")).toBe(
      "one two three four five six seven eight nine ten eleven twelve",
    );
  });

  it.each(["acme/bert-base-x", "acme/model2", "Acme-AI/Parrot", "acme/ParrotOne"])(
    "drops the model's id %s",
    (id) => {
      expect(cleanNeed(`captions by ${id} for photos`)).toBe("captions by for photos");
    },
  );

  it("drops references", () => {
    expect(cleanNeed("summary of <GENERATED>-0 in French")).toBe("summary of in French");
  });

  it("gives one clean line of at most 12 words and 120 characters, whatever is written, and leaves it so", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 800 }), (written) => {
        const need = cleanNeed(written);
        expect(need.length).toBeLessThanOrEqual(120);
        expect(need.split(/\s+/).length).toBeLessThanOrEqual(12);
        expect(oneLine(need)).toBe(need);
        expect(cleanNeed(need)).toBe(need);
      }),
    );
  });
});

describe("the need in a plan", () => {
  const tasks = [
    { id: 0, task: "summarization", args: { text: "a long story" }, dep: [-1], need: "summary of a story" },
    { id: 1, task: "text-to-speech", args: { text: "<GENERATED>-0" }, dep: [0] },
  ];
  const input = { files: [], offered: ["summarization", "text-to-speech"] as const };

  it("comes through reading, checking and writing, and may be absent", () => {
    const parsed = parsePlan(JSON.stringify(tasks));
    const checked = parsed.kind === "plan" ? checkPlan(parsed.plan, input) : null;
    expect(checked?.ok && planJson(checked.plan)).toEqual(tasks);
  });

  it("keeps languages that a task does not take as arguments, for they say which model it needs", () => {
    const written = [
      { id: 0, task: "text-classification", args: { text: "gut", language: "de" }, dep: [-1] },
      { id: 1, task: "text-classification", args: { text: "gut", language: "<GENERATED>-0" }, dep: [-1] },
    ];
    const parsed = parsePlan(JSON.stringify(written));
    const offered = ["text-classification"] as const;
    const checked = parsed.kind === "plan" ? checkPlan(parsed.plan, { files: [], offered }) : null;
    if (!checked?.ok) throw new Error("the plan cannot run");
    expect(checked.plan.tasks[0]).toMatchObject({ languages: { language: "de" } });
    expect(planJson(checked.plan)[0]).toEqual(written[0]);
    expect(checked.plan.tasks[1]).not.toHaveProperty("languages");
  });

  it.each([7, null, ["a"], { a: 1 }, "", "   "])("counts as absent where it is %j", (need) => {
    const parsed = parsePlan(JSON.stringify([{ ...tasks[0], need }]));
    const checked = parsed.kind === "plan" ? checkPlan(parsed.plan, input) : null;
    expect(checked?.ok && planJson(checked.plan)[0]).not.toHaveProperty("need");
  });
});

import type { UnfitReason } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { unfitLine } from "./plan-view.js";

const line = (reasons: readonly UnfitReason[]) =>
  unfitLine({
    type: "nothing-fits",
    task: 0,
    reasons,
    languages: { input: ["de"], output: ["fr"], certain: true },
    nearest: ["org/a", "org/b"],
  });

describe("unfitLine", () => {
  it.each([
    [["direction", "language"], "No indexed model translates from German into French"],
    [["language"], "No indexed model knows German and French"],
    [["kind"], "No indexed model does this kind of work"],
    [["checkpoint"], "No indexed model for it is finished"],
  ] as const)("says for %j: %s, and what comes nearest", (reasons, sentence) => {
    expect(line(reasons)).toBe(`${sentence}; nearest: org/a, org/b`);
  });
});

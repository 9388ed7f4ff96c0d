import { describe, expect, it } from "vitest";
import { taskKnowledge } from "./task-knowledge.js";

describe("taskKnowledge", () => {
  it("has phrases of one task in a row, none of them empty", () => {
    const { phrases } = taskKnowledge();
    const turns = phrases.filter(({ task }, i) => task !== phrases[i - 1]?.task);
    expect(turns.length).toBe(new Set(phrases.map(({ task }) => task)).size);
    expect(phrases.filter(({ stems }) => stems.length === 0)).toEqual([]);
  });
});

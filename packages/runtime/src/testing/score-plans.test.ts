import { describe, expect, it } from "vitest";
import { planGraph, scorePlans, type TaskGraph } from "./score-plans.js";

const graph = (tasks: string[], ...links: [number, number][]): TaskGraph => ({ tasks, links });

describe("scorePlans", () => {
  it("sums hits, excesses and misses over all requests", () => {
    const { node, edge } = scorePlans([
      { gold: graph(["summarization"]), planned: graph(["summarization"]) },
      {
        gold: graph(["translation", "text-to-speech", "image-to-text"], [0, 1], [2, 0]),
        planned: graph(["translation", "text-to-speech"], [0, 1]),
      },
    ]);
    expect(node).toEqual({ precision: 1, recall: 0.75, f1: 6 / 7 });
    expect(edge).toEqual({ precision: 1, recall: 0.5, f1: 2 / 3 });
  });

  it("counts a task of a request once, and reads names by the catalogue", () => {
    const { node } = scorePlans([
      {
        gold: graph(["conversational", "image-to-image", "image-to-image"]),
        planned: graph(["text-generation", "image-to-image"]),
      },
    ]);
    expect(node.f1).toBe(1);
  });

  it("gives 1 for no links where none is wanted, and 0 for a plan that is missing", () => {
    const none = { gold: graph(["summarization"]), planned: graph([]) };
    expect(scorePlans([none])).toMatchObject({ node: { f1: 0, recall: 0 }, edge: { f1: 1 } });
  });
});

describe("planGraph", () => {
  it("makes a link of every dependency", () => {
    const plan = [
      { id: 7, task: "image-to-text", args: {}, dep: [-1] },
      { id: 3, task: "translation", args: {}, dep: [7] },
    ];
    expect(planGraph(plan)).toEqual({ tasks: ["image-to-text", "translation"], links: [[0, 1]] });
  });
});

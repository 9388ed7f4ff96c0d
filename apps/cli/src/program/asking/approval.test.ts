import type { Proposal } from "@hugginggpt/runtime";
import { describe, expect, it } from "vitest";
import { readApproval } from "./approval.js";

const proposal: Proposal = {
  plan: [
    { id: 0, task: "image-to-text", args: { image: "<FILE>-1" }, dep: [-1] },
    { id: 1, task: "text-to-speech", args: { text: "<GENERATED>-0" }, dep: [0] },
  ],
  tasks: [
    {
      id: 1,
      task: "text-to-speech",
      status: "planned",
      model: "org/first",
      endpoint: "provider:p",
      reason: "",
      candidates: ["org/first", "org/second"],
      attempts: [],
      output: {},
      artifacts: [],
      error: null,
    },
  ],
};

describe("readApproval", () => {
  it.each([
    ["y", true],
    [" YES ", true],
    ["", false],
    ["n", false],
    ["No", false],
    ["m", "models"],
    ["maybe", "help"],
    ["yess", "help"],
    ["ye s", "help"],
    ["drop 7", "help"],
    ["model 1 2", { task: 1, model: "org/second" }],
    ["model 1 9", { task: 1, model: "9" }],
    ["e", "edit"],
    ["?", "help"],
    ["drop", "help"],
    ["model 1", "help"],
    ["model 1 org/name", { task: 1, model: "org/name" }],
  ])("reads %j", (answer, meaning) => {
    expect(readApproval(answer, proposal)).toEqual(meaning);
  });

  it("leaves a task out as a plan of its own, which is checked like any other", () => {
    const change = readApproval("drop 1", proposal);
    expect(typeof change === "object" && "plan" in change && JSON.parse(change.plan)).toEqual({
      plan: proposal.plan.slice(0, 1),
    });
  });
});

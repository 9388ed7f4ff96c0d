import { type Emit, NO_LIMITS, type RunEvent } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../executor/limits.js";
import { runRequest } from "../run-request.js";
import { MemoryArtifacts, ScriptedBackend, StepClock } from "../testing/execution-bench.js";
import { TWO_STEPS, twoModels } from "../testing/two-models.js";
import type { PlanChange, Proposal } from "./run-input.js";

/** Runs the plan, says one thing after the other when asked, and keeps what was shown. */
async function run(...said: (boolean | PlanChange)[]) {
  const shown: Proposal[] = [];
  const events: RunEvent[] = [];
  const emit: Emit = (event) => events.push(event);
  const backend = new ScriptedBackend({ "org/a": { text: "by a" }, "org/b": { text: "by b" } });
  const report = await runRequest(
    {
      run: "r",
      request: "",
      files: [],
      until: "all",
      plan: TWO_STEPS,
      topK: 5,
      policy: "best",
      models: NO_LIMITS,
      limits: DEFAULT_LIMITS,
    },
    {
      controller: null,
      registry: twoModels,
      backends: [backend],
      artifacts: new MemoryArtifacts(),
      clock: new StepClock(),
      advice: "",
      emit,
      approve: async (proposal) => {
        shown.push(proposal);
        return said.shift() ?? false;
      },
    },
  ).report;
  return { report, shown, events, jobs: backend.jobs };
}

describe("agreeing to a plan", () => {
  it("executes nothing where it is refused", async () => {
    const { report, jobs } = await run(false);
    expect([report.status, jobs.length]).toEqual(["failed", 0]);
  });

  it("runs another candidate where that is wanted, and says who chose it", async () => {
    const { report, shown } = await run({ task: 0, model: "ORG/B" }, true);
    expect(shown[1]?.tasks[0]).toMatchObject({ model: "org/b", reason: "chosen by you" });
    expect(report.tasks[0]).toMatchObject({ model: "org/b", status: "succeeded", output: { text: "by b" } });
  });

  it("runs the changed plan, which is the one that is reported", async () => {
    const changed = JSON.stringify({ plan: [{ id: 0, task: "summarization", args: { text: "Three." } }] });
    const { report, shown, events } = await run({ plan: changed }, true);
    expect(shown[1]?.plan).toHaveLength(1);
    expect(report.plan).toMatchObject([{ task: "summarization", args: { text: "Three." } }]);
    expect(report.tasks.map(({ status }) => status)).toEqual(["succeeded"]);
    expect(events.filter(({ type }) => type === "plan-ready")).toHaveLength(2);
  });

  it.each<[string, PlanChange, RegExp]>([
    [
      "a task that others need was left out",
      { plan: '[{"id":1,"task":"translation","args":{"text":"<GENERATED>-0"}}]' },
      /there is no task 0/,
    ],
    ["a plan that is none", { plan: "hello" }, /cannot be read/],
    ["a plan without tasks", { plan: '{"tasks":[]}' }, /no task/],
    [
      "a model that is no candidate",
      { task: 0, model: "evil/model" },
      /not a candidate for task 0.*org\/a, org\/b/,
    ],
    ["a task that is not there", { task: 7, model: "org/a" }, /task 7/],
  ])("keeps the plan and says why where the change is %s", async (_what, change, why) => {
    const { report, shown } = await run(change, true);
    expect(shown[1]?.problem).toMatch(why);
    expect(shown[1]?.plan).toEqual(shown[0]?.plan);
    expect(report.status).toBe("done");
  });
});

import { type JournalEntry, NO_LIMITS, type Registry, type RunEvent, systemClock } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../executor/limits.js";
import { decodeEntry } from "../journal/decode-entry.js";
import { encodeEntry } from "../journal/encode-entry.js";
import { finishedOutcomes } from "../journal/finished-outcomes.js";
import { type RecordedRun, recordedRun } from "../journal/recorded-run.js";
import { differences } from "../replay/differences.js";
import { loadResumeState } from "../replay/load-resume-state.js";
import { replayOf } from "../replay/replay-ports.js";
import { restoredInput } from "../replay/restored-input.js";
import { runRequest } from "../run-request.js";
import { MemoryArtifacts, ScriptedBackend } from "../testing/execution-bench.js";
import { TWO_STEPS, twoModels } from "../testing/two-models.js";
import type { ResumeState } from "./resume-state.js";
import type { PlanChange, RunInput } from "./run-input.js";

/** Task 0 is another one, task 1 is gone. */
const CHANGED = {
  plan: JSON.stringify({ plan: [{ id: 0, task: "text-generation", args: { text: "Three." } }] }),
};

const INPUT: RunInput = {
  run: "r",
  request: "",
  files: [],
  until: "all",
  topK: 5,
  policy: "best",
  models: NO_LIMITS,
  limits: DEFAULT_LIMITS,
};

/** Runs the plan; whoever is asked says one thing after the other. */
async function run(said: (boolean | PlanChange)[], resume?: ResumeState, plan = TWO_STEPS, from = twoModels) {
  const entries: JournalEntry[] = [];
  const backend = new ScriptedBackend({ "org/a": { text: "by a" }, "org/b": { text: "by b" } });
  const report = await runRequest(
    { ...INPUT, plan },
    {
      controller: null,
      registry: from,
      backends: [backend],
      artifacts: new MemoryArtifacts(),
      clock: systemClock,
      advice: "",
      emit: (event) => {
        const entry = decodeEntry(encodeEntry({ at: entries.length, event }));
        if (entry) entries.push(entry);
      },
      approve: async () => said.shift() ?? false,
      ...(resume ? { resume } : {}),
    },
  ).report;
  return { report, entries, jobs: backend.jobs };
}

function recorded(entries: readonly JournalEntry[]): RecordedRun {
  const record = recordedRun(entries);
  if (!record) throw new Error("no run");
  return record;
}

/** In what a run differs when it is replayed. */
async function replayed(entries: readonly JournalEntry[]) {
  const record = recorded(entries);
  const { outcomes } = await finishedOutcomes(record, new MemoryArtifacts());
  const restored = await restoredInput(record, async () => null);
  const now: RunEvent[] = [];
  const from = { record, finished: outcomes, input: restored, clock: systemClock };
  const { input, setup } = replayOf(from, (event) => now.push(event));
  await runRequest(input, setup).report;
  const before = entries.map(({ event }) => event);
  return differences(before, now);
}

describe("a run whose plan was changed before it was agreed to", () => {
  it("goes on with the changed plan wherever its record ends after the change", async () => {
    const whole = await run([CHANGED, true]);
    const changedAt = whole.entries.findLastIndex(({ event }) => event.type === "plan-ready");
    for (let length = changedAt + 1; length <= whole.entries.length; length++) {
      const record = recorded(whole.entries.slice(0, length));
      const { outcomes } = await finishedOutcomes(record, new MemoryArtifacts());
      const again = await run([true], loadResumeState(record, outcomes, INPUT));
      expect(again.report.plan, `after ${length} entries`).toEqual(whole.report.plan);
      expect(again.report.tasks, `after ${length} entries`).toMatchObject([
        { task: "text-generation", model: "org/a", status: "succeeded" },
      ]);
    }
  });

  it("takes no choice that was made for the task that had the same number", async () => {
    const { entries } = await run([CHANGED, true]);
    const changedAt = entries.findLastIndex(({ event }) => event.type === "plan-ready");
    expect(recorded(entries.slice(0, changedAt)).choices.size).toBe(2);
    expect(recorded(entries.slice(0, changedAt + 1)).choices.size).toBe(0);
  });

  it.each<[string, (boolean | PlanChange)[]]>([
    ["agreed to", [true]],
    ["refused", [false]],
    ["changed", [CHANGED, true]],
    ["changed and refused", [CHANGED, false]],
    ["given another model", [{ task: 0, model: "org/b" }, true]],
    ["changed after a change that could not be made", [{ plan: "hello" }, CHANGED, true]],
    [
      "given another model, changed, and given another one again",
      [{ task: 1, model: "org/b" }, CHANGED, { task: 0, model: "org/b" }, true],
    ],
  ])("comes to the same events when it is told again: %s", async (_what, said) => {
    const { entries } = await run(said);
    expect(await replayed(entries)).toEqual([]);
  });
});

describe("a run of which not everything can be done here", () => {
  const noTranslation: Registry = {
    ...twoModels,
    search: async (query) =>
      query.filters.task === "translation"
        ? { candidates: [], total: 0, notes: ["nothing passes"] }
        : twoModels.search(query),
  };
  const tasks = [
    { id: 0, task: "summarization", args: { text: "One. Two." } },
    { id: 1, task: "translation", args: { text: "<GENERATED>-0", target_language: "German" } },
    { id: 2, task: "text-generation", args: { text: "Three." } },
  ];

  it.each([
    ["nothing", tasks.slice(0, 2), ["skipped", "failed"]],
    ["a part", tasks, ["skipped", "failed", "succeeded"]],
  ])("comes to the same events when it is told again: %s was run", async (_what, plan, statuses) => {
    const { report, entries } = await run([true], undefined, JSON.stringify({ tasks: plan }), noTranslation);
    expect(report.tasks.map(({ status }) => status)).toEqual(statuses);
    expect(await replayed(entries)).toEqual([]);
  });
});

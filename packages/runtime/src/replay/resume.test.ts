import {
  type ChatRequest,
  type Controller,
  Fault,
  type JournalEntry,
  NO_LIMITS,
  type Registry,
  type RunEvent,
  systemClock,
  TASK_IDS,
  type TaskOutput,
} from "@hugginggpt/shared";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../executor/limits.js";
import { decodeEntry } from "../journal/decode-entry.js";
import { encodeEntry } from "../journal/encode-entry.js";
import { finishedOutcomes } from "../journal/finished-outcomes.js";
import { type RecordedRun, recordedRun } from "../journal/recorded-run.js";
import type { ResumeState } from "../run/resume-state.js";
import type { RunInput } from "../run/run-input.js";
import { runRequest } from "../run-request.js";
import { candidate, MemoryArtifacts, ScriptedBackend } from "../testing/execution-bench.js";
import { differences } from "./differences.js";
import { loadResumeState } from "./load-resume-state.js";
import { replayOf } from "./replay-ports.js";
import { restoredInput } from "./restored-input.js";

const PLAN = JSON.stringify({
  tasks: [
    { id: 0, task: "text-generation", args: { text: "zero" }, dep: [-1] },
    { id: 1, task: "text-generation", args: { text: "<GENERATED>-0" }, dep: [0] },
    { id: 2, task: "text-generation", args: { text: "two" }, dep: [-1] },
    { id: 3, task: "text-generation", args: { text: "<GENERATED>-1 and <GENERATED>-2" }, dep: [1, 2] },
  ],
});
const MODELS = ["org/one", "org/two"];

const input: RunInput = {
  run: "r1",
  request: "Write",
  files: [],
  until: "all",
  topK: 5,
  policy: "best",
  models: NO_LIMITS,
  limits: DEFAULT_LIMITS,
};

const registry: Registry = {
  search: async () => ({
    candidates: MODELS.map((id) => candidate(id, "text-generation")),
    total: MODELS.length,
    notes: [],
  }),
  get: async () => null,
  tasks: async () => TASK_IDS.map((task) => ({ task, models: 2, runnable: 2 })),
  stats: async () => {
    throw new Error("not asked here");
  },
  facets: async () => {
    throw new Error("not asked here");
  },
  close: () => undefined,
};

const noFiles = new MemoryArtifacts();

/** What models do, by `model/nth call`; absent: they answer. */
type Troubles = Readonly<Record<string, Fault>>;

function setup(troubles: Troubles, resume?: ResumeState) {
  const entries: JournalEntry[] = [];
  const asked: ChatRequest[] = [];
  let calls = 0;
  const behave = (model: string) => async (): Promise<TaskOutput> => {
    const trouble = troubles[`${model}/${calls++}`];
    if (trouble) throw trouble;
    return { text: `words of ${model}` };
  };
  const backend = new ScriptedBackend(Object.fromEntries(MODELS.map((model) => [model, behave(model)])));
  const controller: Controller = {
    name: "test:model",
    chat: async (request) => {
      asked.push(request);
      const { schema } = request;
      const text = schema?.name === "plan" ? PLAN : schema ? '{"id":"c1","reason":"fits"}' : "It is done.";
      return { text, promptTokens: 1, completionTokens: 1 };
    },
  };
  const events: RunEvent[] = [];
  const live = runRequest(input, {
    controller,
    registry,
    backends: [backend],
    artifacts: noFiles,
    clock: systemClock,
    advice: "",
    emit: (event) => {
      events.push(event);
      entries.push(throughJournal({ at: entries.length, event }));
    },
    ...(resume ? { resume } : {}),
  });
  return { live, entries, events, asked, backend };
}

function throughJournal(entry: JournalEntry): JournalEntry {
  const read = decodeEntry(encodeEntry(entry));
  if (!read) throw new Error("unreadable entry");
  return read;
}

function recordOf(entries: readonly JournalEntry[]): RecordedRun {
  const record = recordedRun(entries);
  if (!record) throw new Error("no run");
  return record;
}

async function stateOf(record: RecordedRun): Promise<ResumeState> {
  return loadResumeState(record, (await finishedOutcomes(record, noFiles)).outcomes, input);
}

const faults = fc.constantFrom(
  new Fault("BAD_RESPONSE", "no words came"),
  new Fault("SERVER_ERROR", "broken", { status: 500, retryable: true }),
  new Fault("BAD_REQUEST", "too long", { status: 400 }),
);
const troubles: fc.Arbitrary<Troubles> = fc.dictionary(
  fc.tuple(fc.constantFrom(...MODELS), fc.nat(5)).map(([model, n]) => `${model}/${n}`),
  faults,
  { maxKeys: 3 },
);

describe("a run that is taken up again", () => {
  it("comes to the same results wherever its record ends, and does nothing twice that had ended", async () => {
    const whole = setup({});
    const report = await whole.live.report;
    for (let length = 1; length <= whole.entries.length; length++) {
      const record = recordOf(whole.entries.slice(0, length));
      const { live, backend, asked, events } = setup({}, await stateOf(record));
      const again = await live.report;
      expect(again.answer, `after ${length} entries`).toBe(report.answer);
      expect(again.tasks.map(({ status, model, output }) => [status, model, output])).toEqual(
        report.tasks.map(({ status, model, output }) => [status, model, output]),
      );
      const ran = backend.jobs.map(({ taskId }) => taskId);
      expect(
        ran.filter((id) => record.outcomes.has(id ?? -1)),
        `after ${length} entries`,
      ).toEqual([]);
      expect(ran).toHaveLength(report.tasks.length - record.outcomes.size);
      const answered = [...record.replies.values()].flat().length;
      expect(asked.length).toBeLessThanOrEqual(whole.asked.length - answered);
      expect(events[0]).toMatchObject({ type: "run-resumed" });
      expect(events.at(-1)).toMatchObject({ type: "run-ended", status: "done" });
    }
  });

  it("tells of nothing again that is told already", async () => {
    const whole = setup({});
    await whole.live.report;
    const chosen = whole.entries.findLastIndex(({ event }) => event.type === "model-selected");
    const { live, events } = setup({}, await stateOf(recordOf(whole.entries.slice(0, chosen + 1))));
    await live.report;
    const types = new Set(events.map(({ type }) => type));
    for (const type of ["run-started", "input-recorded", "plan-ready", "model-selected"] as const)
      expect(types.has(type)).toBe(false);
  });

  it("refuses a record whose plan is none that it could have made", async () => {
    const whole = setup({});
    await whole.live.report;
    const plan = [{ id: 0, task: "text-generation", args: { text: "<GENERATED>-7" }, dep: [7] }];
    await expect(stateOf({ ...recordOf(whole.entries), plan })).rejects.toThrow(
      /recorded plan cannot be run/,
    );
  });

  it("is refused without a record of what it was given", async () => {
    const record = recordedRun(setup({}).entries.slice(0, 1));
    if (!record) throw new Error("no run");
    await expect(restoredInput(record, async () => null)).rejects.toThrow(/does not say what it was given/);
  });
});

describe("a run that is told again", () => {
  it("comes to the same events, times apart, whatever went wrong in it", async () => {
    await fc.assert(
      fc.asyncProperty(troubles, async (trouble) => {
        const { live, entries } = setup(trouble);
        await live.report;
        const record = recordedRun(entries);
        if (!record) throw new Error("no run");
        const { outcomes } = await finishedOutcomes(record, noFiles);
        const restored = await restoredInput(record, async () => null);
        const now: RunEvent[] = [];
        const from = { record, finished: outcomes, input: restored, clock: systemClock };
        const replay = replayOf(from, (event) => now.push(event));
        await runRequest(replay.input, replay.setup).report;
        expect(
          differences(
            entries.map(({ event }) => event),
            now,
          ),
        ).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

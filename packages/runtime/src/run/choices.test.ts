import { type ChatRequest, NO_LIMITS, type Registry, type RunEvent, TASK_IDS } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../executor/limits.js";
import { checkPlan } from "../planner/check-plan.js";
import { runRequest } from "../run-request.js";
import { candidate, MemoryArtifacts, ScriptedBackend, StepClock } from "../testing/execution-bench.js";
import { ScriptedController } from "../testing/scripted-controller.js";
import { PNG } from "../testing/tiny-media.js";
import { userFile } from "../testing/user-file.js";
import { Choices, isSelection } from "./choices.js";

const FILES = [1, 2].map((n) => ({ ...userFile(n, `${n}.png`, "image"), bytes: PNG }));

function registryOf(searches: string[], ids = ["org/a", "org/b"]): Registry {
  return {
    search: async ({ filters }) => {
      searches.push(`${filters.task}${filters.licenses ? ` ${filters.licenses}` : ""}`);
      const found = filters.licenses ? [] : ids.map((id) => candidate(id, filters.task ?? ""));
      return { candidates: found, total: found.length, notes: [] };
    },
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
}

function planOf(...tasks: [task: string, args: Record<string, unknown>][]) {
  const written = tasks.map(([task, args], id) => ({ id, task, args, dep: [] }));
  const checked = checkPlan({ tasks: written }, { files: FILES, offered: TASK_IDS });
  if (!checked.ok) throw new Error(checked.problems.join(" "));
  return checked.plan;
}

/** The same, with a word against the first `unfit` of its models. */
function unfitRegistry(unfit: number): Registry {
  const registry = registryOf([]);
  return {
    ...registry,
    search: async (query) => {
      const page = await registry.search(query);
      const against = (at: number) => (at < unfit ? { unfit: ["language"] as const } : {});
      return { ...page, candidates: page.candidates.map((one, at) => ({ ...one, ...against(at) })) };
    },
  };
}

function desk(controller: ScriptedController | null, licenses: string[] = [], registry?: Registry) {
  const searches: string[] = [];
  const events: RunEvent[] = [];
  const choices = new Choices(
    { request: "Count things", files: FILES },
    {
      search: {
        registry: registry ?? registryOf(searches),
        backends: [new ScriptedBackend({})],
        controller,
        k: 5,
        policy: "best",
        limits: { ...NO_LIMITS, licenses },
      },
      emit: (event) => events.push(event),
      signal: new AbortController().signal,
      advice: "Set HF_TOKEN.",
    },
  );
  return { choices, searches, events };
}

describe("Choices", () => {
  it("asks the same question once, for whichever file, and reports the answer for every task", async () => {
    const controller = new ScriptedController('{"id":"c2","reason":"yes"}');
    const { choices, events } = desk(controller);
    const plan = planOf(
      ["object-detection", { image: "<FILE>-1" }],
      ["object-detection", { image: "<FILE>-2" }],
    );
    const made = await Promise.all(choices.settle(plan).values());
    expect(made.map((one) => isSelection(one) && one.chosen.model.id)).toEqual(["org/b", "org/b"]);
    expect(controller.asked).toHaveLength(1);
    expect(events.filter(({ type }) => type === "model-selected")).toMatchObject([{ task: 0 }, { task: 1 }]);
  });

  it("asks apart what other words ask for", async () => {
    const controller = new ScriptedController('{"id":"c1"}', '{"id":"c2"}');
    const { choices } = desk(controller);
    const plan = planOf(
      ["translation", { text: "hi", target_language: "German" }],
      ["translation", { text: "hi", target_language: "French" }],
    );
    await Promise.all(choices.settle(plan).values());
    expect(controller.asked).toHaveLength(2);
  });

  it("asks apart for voices of different languages, and once for voices of one", async () => {
    const { choices, searches } = desk(null);
    const plan = planOf(
      ["translation", { text: "hi", target_language: "German" }],
      ["translation", { text: "hi", target_language: "French" }],
      ["text-to-speech", { text: "<GENERATED>-0" }],
      ["text-to-speech", { text: "<GENERATED>-1" }],
      ["summarization", { text: "<GENERATED>-1" }],
      ["text-to-speech", { text: "<GENERATED>-4" }],
    );
    await Promise.all(choices.settle(plan).values());
    expect(searches.filter((one) => one === "text-to-speech")).toHaveLength(2);
  });

  it("reports before a choice is made that no model fits, with what is needed and what comes nearest", async () => {
    const { choices, events } = desk(null, [], unfitRegistry(2));
    await choices.reportSearches(
      planOf(["text-to-speech", { text: "Guten Morgen, liebe Kollegen" }]),
      () => false,
    );
    expect(events).toEqual([
      {
        type: "nothing-fits",
        task: 0,
        reasons: ["language"],
        languages: { input: ["de"], output: ["de"], certain: true },
        nearest: ["org/a", "org/b"],
      },
    ]);
  });

  it("reports no such thing where one model fits", async () => {
    const { choices, events } = desk(null, [], unfitRegistry(1));
    await choices.reportSearches(
      planOf(["text-to-speech", { text: "Guten Morgen, liebe Kollegen" }]),
      () => false,
    );
    expect(events).toEqual([]);
  });

  it("reports nothing of a choice that began early and that the plan does not contain", async () => {
    const { choices, searches, events } = desk(null);
    choices.begin(
      planOf(["object-detection", { image: "<FILE>-1" }], ["image-to-text", { image: "<FILE>-1" }]).tasks,
    );
    const plan = planOf(["image-to-text", { image: "<FILE>-2" }]);
    await Promise.all(choices.settle(plan).values());
    expect(searches).toContain("object-detection");
    expect(searches.filter((one) => one === "image-to-text")).toHaveLength(1);
    expect(events.map((event) => ("task" in event ? event.task : null))).toEqual([0, 0]);
  });

  it("says when the hard limits alone leave nothing", async () => {
    const { choices } = desk(null, ["mit"]);
    const [made] = await Promise.all(
      choices.settle(planOf(["image-to-text", { image: "<FILE>-1" }])).values(),
    );
    expect(made).toMatchObject({ none: expect.stringContaining("none meets --licenses mit") });
  });
});

describe("runRequest with a controller that writes its plan slowly", () => {
  const first = '{"tasks":[{"id":0,"task":"image-to-text","args":{"image":"<FILE>-1"},"dep":[-1]}';
  const run = (plan: string, slowly: boolean) => {
    const searches: string[] = [];
    const events: RunEvent[] = [];
    const early: string[] = [];
    const chat = async ({ schema, onText }: ChatRequest) => {
      if (schema?.name !== "plan")
        return { text: '{"id":"c1","reason":"r"}', promptTokens: 0, completionTokens: 0 };
      if (slowly) onText?.(first);
      await new Promise((resolve) => setImmediate(resolve));
      early.push(...searches);
      return { text: plan, promptTokens: 0, completionTokens: 0 };
    };
    const backend = new ScriptedBackend({ "org/a": { text: "a cat" } });
    const { report: done } = runRequest(
      {
        run: "r",
        request: "Describe it",
        files: FILES,
        until: "all",
        topK: 5,
        policy: "best",
        models: NO_LIMITS,
        limits: DEFAULT_LIMITS,
      },
      {
        controller: { name: "openai:slow", chat },
        registry: registryOf(searches),
        backends: [backend],
        artifacts: new MemoryArtifacts(),
        clock: new StepClock(),
        emit: (event) => events.push(event),
        signal: new AbortController().signal,
        advice: "",
      },
    );
    return { done, early, events, backend };
  };

  it("retrieves and chooses for a task while the rest of the plan is arriving, and executes when it is whole", async () => {
    const { done, early, events, backend } = run(`${first}]}`, true);
    expect((await done).tasks).toMatchObject([{ error: null }]);
    expect(early[0]).toBe("image-to-text");
    const types = events.map(({ type }) => type);
    expect(types.indexOf("plan-ready")).toBeLessThan(types.indexOf("candidates-found"));
    expect(types.indexOf("plan-ready")).toBeLessThan(types.indexOf("attempt-started"));
    expect(backend.jobs).toHaveLength(1);
  });

  it("works the same, later, where the server does not stream", async () => {
    const { done, early, events } = run(`${first}]}`, false);
    expect((await done).tasks).toMatchObject([{ error: null }]);
    expect(early).toEqual([]);
    expect(events.filter(({ type }) => type === "model-selected")).toHaveLength(1);
  });

  it("drops the choice of a task that the whole plan does not contain", async () => {
    const other = '{"tasks":[{"id":0,"task":"object-detection","args":{"image":"<FILE>-1"},"dep":[-1]}]}';
    const { done, events } = run(other, true);
    const report = await done;
    expect(report.plan.map(({ task }) => task)).toEqual(["object-detection"]);
    expect(events.filter(({ type }) => type === "model-selected")).toHaveLength(1);
  });
});

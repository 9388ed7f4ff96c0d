import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  BUILTIN_TOOLS,
  builtinEndpoint,
  type ChatRequest,
  isFault,
  type Registry,
  taskSpec,
} from "@hugginggpt/shared";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRuntime } from "./create-runtime.js";
import { candidate } from "./testing/candidate.js";

let outputs: string;
beforeEach(async () => {
  outputs = await mkdtemp(join(tmpdir(), "hugginggpt-library-"));
});
afterEach(() => rm(outputs, { recursive: true, force: true }));

/** A registry of the built-in tools alone. */
const registry: Registry = {
  search: async ({ filters: { task } }) => {
    const tools = BUILTIN_TOOLS.filter((tool) => tool.task === task);
    const found = tools.map((tool) => ({
      ...candidate(tool.id, { task: tool.task, license: tool.license }),
      endpoints: [builtinEndpoint(tool)],
    }));
    return { candidates: found, total: found.length, notes: [] };
  },
  get: async () => null,
  tasks: async () => BUILTIN_TOOLS.map(({ task }) => ({ task: taskSpec(task).id, models: 1, runnable: 1 })),
  stats: () => Promise.reject(new Error("not asked here")),
  close: () => undefined,
};

const SPEECH = JSON.stringify({
  tasks: [{ id: 0, task: "text-to-speech", args: { text: "Hello." }, dep: [-1] }],
});

describe("createRuntime", () => {
  it("works offline where nothing is configured, each run in a folder of its own", async () => {
    const runtime = await createRuntime({ registry, outputs });
    expect(runtime.controller).toBe("offline");
    const reports = await Promise.all([
      runtime.run("read 'hello' aloud").report,
      runtime.run({ request: "read 'hello' aloud", run: "mine" }).report,
    ]);
    expect(reports.map(({ status }) => status)).toEqual(["done", "done"]);
    expect((await readdir(outputs)).sort()).toEqual(reports.map(({ run }) => run).sort());
    expect((await readdir(join(outputs, "mine"))).sort()).toEqual(["0-text-to-speech.wav", "manifest.json"]);
  });

  it("takes a controller of one's own, and counts for each run what that run used", async () => {
    const chat = async ({ schema }: ChatRequest) => ({
      text: schema?.name === "plan" ? SPEECH : "Said.",
      promptTokens: 7,
      completionTokens: 3,
    });
    const runtime = await createRuntime({ registry, outputs, controller: { name: "own:model", chat } });
    for (const _ of [1, 2]) {
      const report = await runtime.run("say hello").report;
      expect(report).toMatchObject({ status: "done", answer: "Said.", controller: "own:model" });
      expect(report.usage).toMatchObject({ llmCalls: 2, promptTokens: 14, completionTokens: 6 });
    }
  });

  it.each([
    [{ backends: ["cloud"] }, "USAGE"],
    [{ backends: ["providers"] }, "CREDENTIALS_MISSING"],
    [{ controller: "nonsense" }, "CONFIG_INVALID"],
  ])("refuses %j with %s before anything runs", async (options, code) => {
    const error = await createRuntime({ registry, outputs, ...options }).catch((thrown) => thrown);
    expect(isFault(error) && error.code).toBe(code);
  });
});

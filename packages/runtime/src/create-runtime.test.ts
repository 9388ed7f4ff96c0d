import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ChatRequest, Fault, isFault, readSettings } from "@hugginggpt/shared";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRuntime } from "./create-runtime.js";
import { recordedRun } from "./journal/recorded-run.js";
import type { LiveEvent } from "./run/live-run.js";
import { openRunStorage } from "./sessions/run-storage.js";
import { runFolder } from "./sessions/stored-run.js";
import { json, scriptedAccess } from "./testing/scripted-http.js";
import { toolRegistry } from "./testing/tool-registry.js";

let outputs: string;
beforeEach(async () => {
  outputs = await mkdtemp(join(tmpdir(), "hugginggpt-library-"));
});
afterEach(() => rm(outputs, { recursive: true, force: true }));

const SPEECH = JSON.stringify({
  tasks: [{ id: 0, task: "text-to-speech", args: { text: "Hello." }, dep: [-1] }],
});

describe("createRuntime", () => {
  it("works offline where nothing is configured, each run in a folder of its own", async () => {
    const runtime = await createRuntime({ registry: toolRegistry, outputs });
    expect(runtime.controller).toBe("offline");
    const reports = await Promise.all([
      runtime.run("read 'hello' aloud").report,
      runtime.run({ request: "read 'hello' aloud", run: "mine" }).report,
    ]);
    expect(reports.map(({ status }) => status)).toEqual(["done", "done"]);
    expect((await readdir(outputs)).sort()).toEqual(reports.map(({ run }) => runFolder(run)).sort());
    expect((await readdir(join(outputs, "mine"))).sort()).toEqual(["0-text-to-speech.wav", "manifest.json"]);
  });

  it("takes a controller of one's own, and counts for each run what that run used", async () => {
    const chat = async ({ schema }: ChatRequest) => ({
      text: schema?.name === "plan" ? SPEECH : "Said.",
      promptTokens: 7,
      completionTokens: 3,
    });
    const runtime = await createRuntime({
      registry: toolRegistry,
      outputs,
      controller: { name: "own:model", chat },
    });
    for (const _ of [1, 2]) {
      const report = await runtime.run("say hello").report;
      expect(report).toMatchObject({ status: "done", answer: "Said.", controller: "own:model" });
      expect(report.usage).toMatchObject({ llmCalls: 2, promptTokens: 14, completionTokens: 6 });
    }
  });

  it("D52: two in one process share neither key nor conversation", async () => {
    const plain = { choices: [{ message: { content: '{"tasks":[]}' }, finish_reason: "stop" }] };
    const { http, sent } = scriptedAccess(...Array.from({ length: 4 }, () => json(plain)));
    const keys = ["key-of-the-first-one", "key-of-the-second-one"];
    await Promise.all(
      keys.map(async (key, index) => {
        const settings = readSettings({ OPENAI_API_KEY: key, OPENAI_BASE_URL: `http://${index}.test/v1` });
        const runtime = await createRuntime({
          registry: toolRegistry,
          outputs,
          settings,
          http,
          controller: "openai:m",
        });
        const history = [{ role: "user" as const, content: `said by ${index}` }];
        await runtime.run({ request: `asked by ${index}`, history }).report;
      }),
    );
    for (const { url, headers, body } of sent) {
      const index = Number(new URL(url).hostname.split(".")[0]);
      expect(headers.get("authorization")).toBe(`Bearer ${keys[index]}`);
      expect(Buffer.from(body).toString()).not.toContain(` by ${1 - index}`);
    }
    expect(new Set(sent.map(({ url }) => url)).size).toBe(2);
  });

  it("writes each run down where it is given a store for it, and gives the run back at its end", async () => {
    const storage = openRunStorage(outputs);
    const runtime = await createRuntime({ registry: toolRegistry, outputs, storage });
    const live = runtime.run("read 'hello' aloud");
    const events: LiveEvent[] = [];
    for await (const event of live) events.push(event);
    const report = await live.report;
    const entries = await storage.runs.entries(live.id);
    expect(entries.map(({ event }) => event.type)).toEqual(events.map(({ type }) => type));
    expect(recordedRun(entries)).toMatchObject({ status: "done", answer: { text: report.answer } });
    expect(await storage.runs.isClaimed(live.id)).toBe(false);
  });

  it("goes on where the store cannot be written, and says so", async () => {
    const full = () => Promise.reject(new Fault("DISK", "The disk is full"));
    const storage = openRunStorage(outputs);
    const claim = storage.runs.claim.bind(storage.runs);
    Object.assign(storage.runs, {
      claim: async (run: string) => Object.assign(await claim(run), { append: full }),
    });
    const live = (await createRuntime({ registry: toolRegistry, outputs, storage })).run(
      "read 'hello' aloud",
    );
    const warnings: string[] = [];
    for await (const event of live) if (event.type === "warning") warnings.push(event.message);
    expect((await live.report).status).toBe("done");
    expect(warnings).toEqual([expect.stringMatching(/record of this run is incomplete.*disk is full/)]);
  });

  it.each([
    [{ backends: ["cloud"] }, "USAGE"],
    [{ backends: ["providers"] }, "CREDENTIALS_MISSING"],
    [{ controller: "nonsense" }, "CONFIG_INVALID"],
  ])("refuses %j with %s before anything runs", async (options, code) => {
    const error = await createRuntime({ registry: toolRegistry, outputs, ...options }).catch(
      (thrown) => thrown,
    );
    expect(isFault(error) && error.code).toBe(code);
  });
});

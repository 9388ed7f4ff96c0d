import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "./bench.js";
import { filesUnder } from "./temp-home.js";

const SPEECH = ["run", "Read 'Good evening' aloud"];

describe("the options of hugginggpt run", () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  it("--plan-only plans, and chooses and runs nothing", async () => {
    const home = bench.home();
    const report = await bench.report([...SPEECH, "--plan-only"], { home });
    expect(report).toMatchObject({ status: "done", plan: [{ task: "text-to-speech" }], answer: "" });
    expect(report.tasks).toMatchObject([{ status: "planned", model: null, attempts: [], artifacts: [] }]);
    expect(bench.inference.requests).toEqual([]);
    expect(existsSync(join(home, "outputs"))).toBe(false);
    expect((await bench.run([...SPEECH, "--plan-only"], { home })).stdout).toContain("[0] text-to-speech");
  });

  it("--dry-run plans and chooses, and runs nothing", async () => {
    const home = bench.home();
    const report = await bench.report([...SPEECH, "--dry-run"], { home });
    expect(report.tasks).toMatchObject([
      {
        status: "planned",
        model: expect.stringContaining("invented-lab/"),
        reason: expect.any(String),
        attempts: [],
      },
    ]);
    expect(report.tasks[0]?.candidates.length).toBeGreaterThan(1);
    expect(bench.inference.requests).toEqual([]);
    expect(existsSync(join(home, "outputs"))).toBe(false);
    expect((await bench.run([...SPEECH, "--dry-run"], { home })).stdout).toMatch(/candidates: /);
  });

  it("plan --json prints the plan and the controller alone", async () => {
    const end = await bench.run(["plan", "Read 'Good evening' aloud", "--json"], { home: bench.home() });
    expect(JSON.parse(end.stdout)).toMatchObject({
      plan: [{ id: 0, task: "text-to-speech", args: { text: "Good evening" }, dep: [-1] }],
      controller: "openai:simulated-model",
    });
  });

  it("--quiet prints the answer and the files, and nothing on standard error", async () => {
    const end = await bench.run([...SPEECH, "--quiet"], { home: bench.home() });
    expect(end).toMatchObject({ code: 0, stderr: "" });
    expect(end.stdout).toMatch(/Files:\n {2}.*\.wav/);
  });

  it("--out names the folder of the files, and never overwrites one", async () => {
    const home = bench.home();
    for (const n of [1, 2]) {
      await bench.report([...SPEECH, "--out", "spoken"], { home });
      // Each run leaves its file and its manifest.
      expect(filesUnder(join(home, "spoken"))).toHaveLength(2 * n);
    }
  });

  it("--backend builtin does the work here, without a request to the router", async () => {
    const report = await bench.report([...SPEECH, "--backend", "builtin"], { home: bench.home() });
    expect(report.tasks[0]).toMatchObject({
      status: "succeeded",
      endpoint: expect.stringMatching(/^builtin:/),
    });
    expect(bench.inference.requests).toEqual([]);
  });

  it("--backend controller lets the language model do a text task itself", async () => {
    const args = ["run", 'Summarize "It rained. Then the sun came. It was late."', "--backend", "controller"];
    const report = await bench.report(args, { home: bench.home() });
    expect(report.tasks[0]).toMatchObject({ status: "succeeded", endpoint: "controller" });
    expect(bench.inference.requests).toEqual([]);
  });

  it("--backend providers and builtin are tried in the order given", async () => {
    const both = await bench.report([...SPEECH, "--backend", "builtin", "--backend", "providers"], {
      home: bench.home(),
    });
    expect(both.tasks[0]?.endpoint).toMatch(/^builtin:/);
    const turned = await bench.report([...SPEECH, "--backend", "providers,builtin"], { home: bench.home() });
    expect(turned.tasks[0]?.endpoint).toMatch(/^provider:/);
  });

  it("--top-k bounds the candidates, and one candidate needs no call", async () => {
    const report = await bench.report([...SPEECH, "--top-k", "1", "--backend", "providers", "--dry-run"], {
      home: bench.home(),
    });
    expect(report.tasks[0]).toMatchObject({ reason: "only candidate", candidates: [expect.any(String)] });
    expect(report.usage.llmCalls).toBe(1);
  });

  it("--controller offline plans by rules, with the providers' models", async () => {
    const report = await bench.report([...SPEECH, "--controller", "offline"], { home: bench.home() });
    expect(report).toMatchObject({ status: "done", controller: "offline", usage: { llmCalls: 0 } });
    expect(bench.llm.requests).toEqual([]);
  });

  it("what no tool can do without credentials fails with what to set, and ends with 1", async () => {
    const home = bench.home();
    writeFileSync(join(home, "note.txt"), "Hello there.");
    const env = { HF_TOKEN: "", OPENAI_API_KEY: "", OPENAI_BASE_URL: "" };
    const end = await bench.run(["run", "Make a picture of a lighthouse"], { home, env });
    expect(end.code).toBe(1);
    expect(end.stdout).toMatch(/Nothing here can do text-to-image.*Set HF_TOKEN/s);
  });
});

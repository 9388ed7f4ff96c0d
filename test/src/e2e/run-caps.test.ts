import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { startHub } from "../hub-server.js";
import { type Bench, reportOf, startBench } from "./bench.js";
import { runCli } from "./cli.js";
import { syncAll } from "./syncing.js";
import { tempHome } from "./temp-home.js";

const SPEECH = ["run", "Read 'Good evening' aloud"];

describe("what a run may use", () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  it("--max-calls stops before a call too many: skipped, named in the answer, exit code 1", async () => {
    const home = bench.home();
    // A plan and a choice; the answer is put together without a third question.
    const args = [...SPEECH, "--backend", "providers", "--max-calls", "2", "--json"];
    const end = await bench.run(args, { home });
    expect(end.code).toBe(1);
    const report = reportOf(end);
    expect(report).toMatchObject({ status: "failed", usage: { llmCalls: 2, modelCalls: 0 } });
    expect(report.tasks).toMatchObject([{ status: "skipped" }]);
    expect(report.answer).toContain("Not run: The run has made 2 calls, the most that --max-calls allows");
    expect(bench.inference.requests.filter(({ method }) => method === "POST")).toEqual([]);
    expect(bench.calls).toHaveLength(2);
    const replay = await bench.run(["runs", "replay", "last"], { home });
    expect(replay.stdout).toMatch(/Same as recorded/);
  });

  it("what runs on this machine is no call", async () => {
    const home = bench.home();
    const report = await bench.report([...SPEECH, "--max-calls", "2"], { home });
    expect(report).toMatchObject({ status: "done", tasks: [{ endpoint: "builtin:flite" }] });
  });

  it("--max-cost asks nothing whose price is not known, unless one is assumed; the cost is shown and kept", async () => {
    const home = bench.home();
    const refused = await bench.run([...SPEECH, "--max-cost", "1"], { home });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(
      /Price unknown: add --assume-cost 0\.01 or drop --max-cost\. .*openai:simulated-model/,
    );
    expect(bench.calls).toEqual([]);
    const args = [...SPEECH, "--backend", "providers", "--max-cost", "1", "--assume-cost", "0.01"];
    const end = await bench.run([...args, "--json"], { home });
    expect(end.stderr).toMatch(
      /Done in .* · 4 calls, [\d,]+ tokens, \$0\.04 \(4 of unknown price\) · run [0-9a-f]{8}/,
    );
    const report = reportOf(end);
    expect(report.usage).toMatchObject({ llmCalls: 3, modelCalls: 1, unpricedCalls: 4 });
    expect(report.usage.cost).toBeCloseTo(0.04);
    const shown = await bench.run(["runs", "show", "last"], { home });
    expect(shown.stdout).toMatch(/used {8}4 calls, [\d,]+ tokens, \$0\.04 \(4 of unknown price\)/);
    const { summary } = JSON.parse((await bench.run(["runs", "show", "last", "--json"], { home })).stdout);
    expect(summary.usage).toEqual(report.usage);
  });

  it("--max-cost leaves undone what no longer fits", async () => {
    const args = [...SPEECH, "--backend", "providers", "--max-cost", "0.025", "--assume-cost", "0.01"];
    const report = await bench.report(args, { home: bench.home() });
    expect(report.tasks).toMatchObject([{ status: "skipped" }]);
    expect(report.usage.cost).toBeLessThanOrEqual(0.025);
  });

  it("a sync stores what the router publishes, with one request", async () => {
    const home = tempHome();
    const hub = await startHub({ rows: readHubRows(INVENTED_FILE) });
    try {
      await syncAll({ hub, home, env: { HF_INFERENCE_ENDPOINT: bench.inference.url } });
      expect(bench.inference.requests.map(({ path }) => path)).toEqual(["/v1/models"]);
      const found = await runCli("registry", ["search", "chat", "--task", "text-generation", "--json"], {
        home,
      });
      const [{ id }] = JSON.parse(found.stdout).results;
      const { stdout } = await runCli("registry", ["show", id, "--json"], { home });
      expect(stdout).toMatch(/"price":\s*\{\s*"input":\s*0\.5,\s*"output":\s*2\s*\}/);
    } finally {
      await hub.close();
    }
  });
});

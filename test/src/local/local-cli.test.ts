import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { encodePng } from "@hugginggpt/shared/pictures";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reportOf } from "../e2e/bench.js";
import { runCli } from "../e2e/cli.js";
import type { Bin } from "../e2e/running-cli.js";
import { EVERYTHING, syncAll } from "../e2e/syncing.js";
import { makeHome, tempHome } from "../e2e/temp-home.js";
import { type HubServer, startHub } from "../hub-server.js";
import { sentimentModel } from "../onnx/text-models.js";
import { NO_RUNTIME, RUNTIME, RUNTIME_NOTE, tinyRows } from "./local-bench.js";

const THREE = {
  tasks: [
    { id: 0, task: "image-classification", args: { image: "<FILE>-1" } },
    { id: 1, task: "object-detection", args: { image: "<FILE>-1" } },
    { id: 2, task: "text-classification", args: { text: "I love this great movie" } },
  ],
};

function redPicture(path: string): string {
  const pixels = new Uint8Array(48 * 40 * 4);
  for (let at = 0; at < pixels.length; at += 4) pixels.set([240, 20, 20, 255], at);
  writeFileSync(path, encodePng({ width: 48, height: 40, pixels }));
  return path;
}

function ownModel(folder: string): string {
  for (const [path, bytes] of Object.entries(sentimentModel())) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return folder;
}

describe.skipIf(NO_RUNTIME)(`hugginggpt with models on this machine${RUNTIME_NOTE}`, () => {
  const home = makeHome();
  let hub: HubServer;
  beforeAll(async () => {
    hub = await startHub({ rows: tinyRows() });
    await syncAll({ hub, home: home.path });
  });
  afterAll(async () => {
    await hub.close();
    home.remove();
  });

  const cli = (bin: Bin, args: readonly string[]) =>
    runCli(bin, args, {
      home: home.path,
      env: { HF_ENDPOINT: hub.url, HUGGINGGPT_LOCAL_RUNTIME: RUNTIME, HF_HUB_CACHE: join(home.path, "none") },
    });
  const plan = (): string => {
    const path = join(home.path, "plan.json");
    writeFileSync(path, JSON.stringify(THREE));
    return path;
  };
  const runThree = (...more: readonly string[]) => {
    const picture = redPicture(join(home.path, "red.png"));
    return cli("hugginggpt", ["run", "--plan", plan(), "--file", picture, "--json", ...more]);
  };

  it("keeps what it brings into an empty home where runs look for it", async () => {
    const fresh = makeHome();
    try {
      const of = (...args: readonly string[]) =>
        runCli("hugginggpt", args, { home: join(fresh.path, "new") });
      const folder = ownModel(join(home.path, "a model"));
      const pulled = await of("local", "pull", `local:${folder}`, "--task", "text-classification");
      expect(pulled.code, pulled.stderr).toBe(0);
      expect((await of("local", "list", "--json")).stdout).toContain(folder);
    } finally {
      fresh.remove();
    }
  });

  it("does nothing of a plan offline before its models are here, then all of it, and again offline", async () => {
    const before = await runThree("--offline", "--backend", "local");
    expect(before.code).toBe(1);
    const first = reportOf(await runThree("--policy", "local"));
    expect(first.tasks).toMatchObject([
      {
        status: "succeeded",
        model: "tiny/colour",
        endpoint: "local",
        output: { labels: [{ label: "red" }, {}, {}] },
      },
      { status: "succeeded", endpoint: "local", output: { boxes: [{ label: "red" }] } },
      { status: "succeeded", endpoint: "local", output: { labels: [{ label: "POSITIVE" }, {}] } },
    ]);
    hub.clearRequests();
    const again = reportOf(await runThree("--offline"));
    expect(again.status).toBe("done");
    expect(again.tasks.map(({ status }) => status)).toEqual(["succeeded", "succeeded", "succeeded"]);
    expect(hub.requests).toEqual([]);
  });

  it("lists, measures, removes and pulls models", async () => {
    await cli("hugginggpt", ["local", "pull", "tiny/sentiment"]);
    const { models } = JSON.parse((await cli("hugginggpt", ["local", "list", "--json"])).stdout);
    expect(models).toContainEqual(
      expect.objectContaining({
        id: "tiny/sentiment",
        task: "text-classification",
        place: "pulled",
        weights: "fp32",
      }),
    );
    const { total } = JSON.parse((await cli("hugginggpt", ["local", "du", "--json"])).stdout);
    expect(total).toBeGreaterThan(50e6);
    expect((await cli("hugginggpt", ["local", "rm", "tiny/sentiment"])).stdout).toContain(
      "Removed tiny/sentiment",
    );
    expect((await cli("hugginggpt", ["local", "rm", "tiny/sentiment"])).code).toBe(1);
    const doctor = await cli("hugginggpt", ["local", "doctor"]);
    expect(doctor).toMatchObject({ code: 0 });
    expect(doctor.stdout).toMatch(/transformers\.js 4.*onnxruntime 1/);
  });

  it("takes a folder of the user's as a model", async () => {
    const own = ownModel(join(home.path, "my model"));
    expect((await cli("hugginggpt", ["local", "pull", `local:${own}`])).code).toBe(2);
    await cli("hugginggpt", ["local", "pull", `local:${own}`, "--task", "text-classification"]);
    const found = await cli("registry", [
      "search",
      "x",
      "--task",
      "text-classification",
      "--runnable",
      "local",
      "--json",
    ]);
    expect(JSON.parse(found.stdout).results.map(({ id }: { id: string }) => id)).toContain(`local:${own}`);
    expect((await cli("hugginggpt", ["local", "rm", `local:${own}`])).stdout).toContain("stays");
  });

  it("embeds a registry by a model on this machine, and searches it so, also offline", async () => {
    const embedder = ["--embedder", "local:tiny/embedding"];
    const sync = await cli("indexer", [...EVERYTHING, "--json", ...embedder]);
    expect(JSON.parse(sync.stdout)).toMatchObject({ status: "done", left: { vectors: 0 } });
    const stats = JSON.parse((await cli("registry", ["stats", "--json"])).stdout);
    expect(stats.embedder).toMatch(/^local:tiny\/embedding@[0-9a-f]{12}:fp32$/);
    hub.clearRequests();
    const found = await cli("registry", ["search", "good", "--json", ...embedder]);
    expect(JSON.parse(found.stdout).results.length).toBeGreaterThan(0);
    expect(found.stderr).not.toContain("note:");
    expect(hub.requests).toEqual([]);
  });

  it("finds what can be loaded here, and takes what is no kind of place for a part of the query", async () => {
    const here = JSON.parse(
      (await cli("registry", ["search", "colours", "--runnable", "local", "--json"])).stdout,
    );
    expect(here.results.length).toBeGreaterThan(5);
    const all = JSON.parse((await cli("registry", ["search", "--runnable", "colours", "--json"])).stdout);
    expect(all.query).toBe("colours");
  });

  it.each([
    [["run", "x", "--offline", "--backend", "providers"], 2, /--offline allows none/],
    [["run", "x", "--offline", "--controller", "ollama:qwen3"], 2, /"ollama:qwen3" needs the network/],
    [["run", "x", "--max-memory", "lots"], 2, /size such as 500MB/],
    [["local", "pull", "tiny/none-such"], 3, /tiny\/none-such|Invalid username|HF_TOKEN/],
    [["local", "pull", "../../etc"], 2, /not a model name/],
    [["local", "pull", "tiny/depth", "--max-download", "10"], 1, /larger than what may be downloaded/],
    [["local", "pull", "tiny/depth", "--dtype", "q4"], 1, /no weights in q4/],
  ])("ends %j with %i and says what is wrong", async (args, code, message) => {
    const end = await cli("hugginggpt", args);
    expect(end.stderr).toMatch(message);
    expect(end.code).toBe(code);
  });
});

describe("hugginggpt without what loads models", () => {
  const cli = (bin: Bin, args: readonly string[]) => {
    const home = tempHome();
    return runCli(bin, args, { home, env: { HUGGINGGPT_LOCAL_RUNTIME: join(home, "nothing") } });
  };

  it.each([
    ["hugginggpt", ["run", "x", "--backend", "local"]],
    ["hugginggpt", ["local", "pull", "Xenova/all-MiniLM-L6-v2"]],
    ["registry", ["search", "x", "--runnable", "local"]],
    ["registry", ["search", "x", "--embedder", "local:Xenova/all-MiniLM-L6-v2"]],
  ] as const)("says in `%s %j` what to install", async (bin, args) => {
    const end = await cli(bin, args);
    expect(end.stderr).toContain("hugginggpt local install");
    expect(end.code).toBe(3);
  });

  it("lists and measures nothing, and goes on without", async () => {
    expect((await cli("hugginggpt", ["local", "list"])).code).toBe(0);
    expect((await cli("hugginggpt", ["local", "du"])).code).toBe(0);
    expect((await cli("hugginggpt", ["local", "doctor"])).code).toBe(3);
  });
});

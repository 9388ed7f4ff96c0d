import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type LlmServer, startLlm } from "../llm-server.js";
import { type Bench, startBench } from "./bench.js";
import { HF_SECRET } from "./secrets.js";

const KEY = "key-of-my-own-server";
const REQUEST = [
  "run",
  "Summarize 'The lighthouse stood on the cliff for two hundred years. It was lit each night.'",
];

describe("endpoints of one's own", () => {
  let bench: Bench;
  let own: LlmServer;
  beforeAll(async () => {
    [bench, own] = await Promise.all([
      startBench(),
      startLlm({ reply: () => "An old lighthouse.", apiKey: KEY }),
    ]);
  });
  afterEach(() => {
    bench.reset();
    own.clearRequests();
  });
  afterAll(() => Promise.all([bench.close(), own.close()]));

  /** Writes a configuration with one endpoint and returns its path. */
  function configure(home: string, facts: Record<string, unknown> = {}, name = "mine.json"): string {
    const file = join(home, name);
    const endpoint = { url: own.baseUrl, task: "summarization", wire: "openai", model: "my-model", ...facts };
    writeFileSync(file, JSON.stringify({ endpoints: [endpoint] }));
    return file;
  }

  it("are candidates like any other, are asked with their own key, and never see HF_TOKEN", async () => {
    const home = bench.home();
    const config = configure(home, { keyEnv: "MY_KEY", price: { call: 0.001 } });
    const report = await bench.report(
      [...REQUEST, "--config", config, "--backend", "custom", "--plan", planFile(home)],
      { home, env: { MY_KEY: KEY } },
    );
    expect(report.tasks).toMatchObject([
      { status: "succeeded", model: "my-model", output: { text: "An old lighthouse." } },
    ]);
    expect(report.tasks[0]?.attempts).toMatchObject([{ cost: 0.001 }]);
    expect(own.requests.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${KEY}`]);
    expect(
      JSON.stringify(own.requests.map(({ headers, body }) => [headers, Buffer.from(body).toString()])),
    ).not.toContain(HF_SECRET);
  });

  it("without a key are asked without any", async () => {
    const home = bench.home();
    const config = configure(home);
    await bench.run([...REQUEST, "--config", config, "--backend", "custom", "--plan", planFile(home)], {
      home,
    });
    expect(own.requests).toHaveLength(1);
    expect(own.requests[0]?.headers.authorization).toBeUndefined();
  });

  it("of a file that merely lies in the current directory get no key of the environment", async () => {
    const home = bench.home();
    configure(home, { keyEnv: "MY_KEY" }, "hugginggpt.config.json");
    const end = await bench.run([...REQUEST], { home, env: { MY_KEY: KEY } });
    expect(end.code).toBe(3);
    expect(end.stderr).toContain("would send MY_KEY to");
    expect(own.requests).toEqual([]);
  });

  it.each([
    ["HF_TOKEN as a key", { keyEnv: "HF_TOKEN" }, "HF_TOKEN is sent to Hugging Face only"],
    ["a password in the address", { url: "http://me:pass@localhost/v1" }, "keyEnv"],
    ["a task that there is none of", { task: "mind-reading" }, "expected a task"],
    ["an unknown wire", { wire: "smoke" }, "endpoints.0.wire"],
  ])("cannot have %s", async (_what, facts, why) => {
    const home = bench.home();
    const end = await bench.run([...REQUEST, "--config", configure(home, facts)], { home });
    expect(end.code).toBe(3);
    expect(end.stderr).toContain(why);
    expect(own.requests).toEqual([]);
  });
});

function planFile(home: string): string {
  const file = join(home, "plan.json");
  const text = "The lighthouse stood on the cliff for two hundred years. It was lit each night.";
  writeFileSync(
    file,
    JSON.stringify({ tasks: [{ id: 0, task: "summarization", args: { text }, dep: [-1] }] }),
  );
  return file;
}

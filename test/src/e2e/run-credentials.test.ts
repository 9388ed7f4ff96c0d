import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "./bench.js";

const SPEECH = ["run", "Read 'Good evening' aloud"];

describe("a run with wrong or missing credentials", () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  it("says that the router refuses the token, asks it once, and lets the built-in tool do it", async () => {
    const report = await bench.report(SPEECH, { home: bench.home(), env: { HF_TOKEN: "hf_wrong" } });
    expect(report.status).toBe("done");
    expect(report.tasks[0]?.attempts).toMatchObject([
      { ok: false, error: expect.stringMatching(/401.*HF_TOKEN/) },
      { ok: true, endpoint: expect.stringMatching(/^builtin:/) },
    ]);
    expect(bench.inference.requests).toHaveLength(1);
  });

  it("fails with what to check where providers are the only backend", async () => {
    const env = { HF_TOKEN: "hf_wrong" };
    const end = await bench.run([...SPEECH, "--backend", "providers", "--quiet"], {
      home: bench.home(),
      env,
    });
    expect(end.code).toBe(1);
    expect(end.stdout).toMatch(/401/);
    expect(end.stdout).toMatch(/HF_TOKEN/);
    const said = end.stdout.slice(0, end.stdout.indexOf("tried before"));
    expect(said.match(/Check the token/g), "the next step is said once").toHaveLength(1);
  });

  it("ends with 3 and one message where the language model's server refuses the key", async () => {
    const end = await bench.run(SPEECH, { home: bench.home(), env: { OPENAI_API_KEY: "sk-wrong" } });
    expect(end).toMatchObject({ code: 3, stdout: "" });
    expect(end.stderr).toMatch(/^error: .*401.*OPENAI_API_KEY/m);
  });

  it("ends with 5 and one message where the language model's server cannot be reached", async () => {
    const env = { OPENAI_BASE_URL: "http://127.0.0.1:9/v1" };
    const end = await bench.run([...SPEECH, "--controller", "openai:some-model"], {
      home: bench.home(),
      env,
    });
    expect(end).toMatchObject({ code: 5, stdout: "" });
    expect(end.stderr).toMatch(/^error: .*127\.0\.0\.1/m);
  });
});

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../e2e/cli.js";
import { HF_SECRET, OPENAI_SECRET } from "../e2e/secrets.js";
import { makeHome } from "../e2e/temp-home.js";
import type { ChatCall } from "../llm/chat-call.js";
import { type LlmOptions, type LlmServer, startLlm } from "../llm-server.js";
import { bodyText } from "../loopback/loopback-request.js";
import { REQUEST, runControlled, stageOf, wellBut } from "./controlled-run.js";

const home = makeHome();
const servers: LlmServer[] = [];
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  home.remove();
});

async function serve(options: LlmOptions = {}): Promise<LlmServer> {
  const server = await startLlm({ reply: wellBut(), ...options });
  servers.push(server);
  return server;
}

const charactersOf = ({ messages }: ChatCall) => messages.reduce((sum, { text }) => sum + text.length, 0);

describe("hugginggpt run with servers of every kind", () => {
  const done = { code: 0, report: { status: "done", answer: "It has four sentences." } };

  it("without structured output: asks once with it, then never again", async () => {
    const llm = await serve({ refuseResponseFormat: true });
    expect(await runControlled(llm, home.path)).toMatchObject(done);
    expect(llm.calls.map((call) => call.body.response_format !== undefined)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it("without streaming, ignored: the plan comes whole and all goes on the same", async () => {
    const llm = await serve({ ignoreStream: true });
    expect(await runControlled(llm, home.path)).toMatchObject(done);
    expect(llm.calls[0]?.stream).toBe(true);
  });

  it("without streaming, refused: asks without", async () => {
    const refuse = { error: { status: 400, message: "'stream' is not supported by this model" } };
    const llm = await serve({ reply: (call) => (call.stream ? refuse : wellBut()(call)) });
    expect(await runControlled(llm, home.path)).toMatchObject(done);
    expect(llm.calls.map(({ stream }) => stream).filter(Boolean)).toHaveLength(1);
  });

  it("by the Hugging Face router, with its token", async () => {
    const llm = await serve({ apiKey: HF_SECRET });
    const args = ["--controller", "hf:org/model:fastest", "--backend", "builtin,controller"];
    const env = { HF_TOKEN: HF_SECRET, HF_INFERENCE_ENDPOINT: llm.url, OPENAI_API_KEY: "" };
    expect(await runControlled(llm, home.path, args, env)).toMatchObject({
      ...done,
      report: { controller: "hf:org/model:fastest" },
    });
    expect(llm.calls[0]?.model).toBe("org/model:fastest");
  });

  it("by Azure OpenAI: deployment and version in the address, the key in its own header", async () => {
    const llm = await serve();
    const env = {
      AZURE_OPENAI_ENDPOINT: `${llm.url}/`,
      AZURE_OPENAI_API_KEY: OPENAI_SECRET,
      OPENAI_API_VERSION: "2025-01-01-preview",
      OPENAI_API_KEY: "",
      OPENAI_BASE_URL: "",
    };
    const end = await runControlled(llm, home.path, ["--controller", "azure:gpt-of-mine"], env);
    expect(end).toMatchObject({ ...done, report: { controller: "azure:gpt-of-mine" } });
    const [request] = llm.requests;
    expect(request?.path).toBe("/openai/deployments/gpt-of-mine/chat/completions");
    expect(request?.query.get("api-version")).toBe("2025-01-01-preview");
    expect(request?.headers["api-key"]).toBe(OPENAI_SECRET);
  });

  it("by Ollama, without a key", async () => {
    const llm = await serve();
    const env = { OLLAMA_HOST: llm.url, OPENAI_BASE_URL: "" };
    const end = await runControlled(llm, home.path, ["--controller", "ollama:qwen3:8b"], env);
    expect(end).toMatchObject({ ...done, report: { controller: "ollama:qwen3:8b" } });
    expect(llm.requests.map(({ headers }) => headers.authorization)).not.toContain(`Bearer ${OPENAI_SECRET}`);
  });

  it("by any compatible server without a named model: takes the first that it lists", async () => {
    const llm = await serve({ models: ["local-model", "other"] });
    const end = await runControlled(llm, home.path, [], { OPENAI_API_KEY: "" });
    expect(end).toMatchObject({ ...done, report: { controller: "openai:local-model" } });
  });

  it("by the controller of the configuration file", async () => {
    const llm = await serve();
    const file = join(home.path, "azure.json");
    writeFileSync(
      file,
      JSON.stringify({ controller: "azure:from-file", openai: { azure: { endpoint: llm.url } } }),
    );
    const env = { AZURE_OPENAI_API_KEY: OPENAI_SECRET, OPENAI_BASE_URL: "", HUGGINGGPT_CONFIG: file };
    expect(await runControlled(llm, home.path, [], env)).toMatchObject({
      report: { controller: "azure:from-file" },
    });
  });

  it("says what to set where one has no credentials", async () => {
    const end = await runCli("hugginggpt", ["run", REQUEST, "--controller", "azure:x"], { home: home.path });
    expect(end).toMatchObject({ code: 3, stderr: expect.stringContaining("Set AZURE_OPENAI_ENDPOINT") });
  });
});

describe("hugginggpt run with a small context", () => {
  const tooLong = {
    error: {
      status: 400,
      code: "context_length_exceeded",
      message:
        "This model's maximum context length is 1024 tokens. Please reduce the length of the messages.",
    },
  };
  const capped = (characters: number) =>
    serve({ reply: (call) => (charactersOf(call) > characters ? tooLong : wellBut()(call)) });
  let whole: number;
  beforeAll(async () => {
    const llm = await serve();
    await runControlled(llm, home.path);
    whole = Math.max(...llm.calls.filter((call) => stageOf(call) === "plan").map(charactersOf));
  });

  it("shortens what is around the request where the server refuses, and never the request", async () => {
    const llm = await capped(whole - 100);
    const end = await runControlled(llm, home.path);
    expect(end).toMatchObject({ code: 0, report: { status: "done" } });
    const plans = llm.calls.filter((call) => stageOf(call) === "plan");
    expect(plans.length).toBeGreaterThan(1);
    expect(plans.every(({ user }) => user.includes(REQUEST))).toBe(true);
    expect(end.stderr).not.toContain("rejected");
  });

  it("keeps within a configured context from the first call on", async () => {
    const llm = await serve();
    const file = join(home.path, "small.json");
    writeFileSync(file, JSON.stringify({ limits: { contextTokens: 800 } }));
    expect(await runControlled(llm, home.path, ["--config", file])).toMatchObject({ code: 0 });
    const [plan] = llm.calls;
    expect(plan && charactersOf(plan)).toBeLessThan(whole);
  });

  it("says so where the request itself does not fit", async () => {
    const llm = await capped(50);
    const end = await runControlled(llm, home.path);
    expect(end).toMatchObject({ code: 2, report: null });
    expect(end.stderr).toMatch(/does not fit the context of openai:simulated-model.*larger context/s);
    expect(llm.requests.map(bodyText).join("")).not.toContain(OPENAI_SECRET);
  });

  it("offers fewer candidates where all of them do not fit", async () => {
    let refused = 0;
    const reply = (call: ChatCall) => {
      if (stageOf(call) !== "choice" || !/\["c3",/.test(call.user)) return wellBut()(call);
      refused++;
      return tooLong;
    };
    const llm = await serve({ reply });
    const args = ["--backend", "controller,builtin", "--top-k", "5"];
    expect(await runControlled(llm, home.path, args)).toMatchObject({ code: 0 });
    expect(refused).toBeLessThanOrEqual(1);
  });
});

import { readSettings } from "@hugginggpt/shared";
import { scriptedHttp } from "@hugginggpt/shared/testing";
import { describe, expect, it } from "vitest";
import { createController } from "./create-controller.js";

const noNetwork = async (): Promise<Response> => {
  throw new Error("no call was expected");
};
const listing =
  (body: string, status = 200) =>
  async () =>
    new Response(body, { status });

async function nameOf(
  spec: string | null,
  env: Record<string, string>,
  fetch: typeof globalThis.fetch = noNetwork,
): Promise<string | null> {
  const http = scriptedHttp(fetch);
  return (await createController(spec, { settings: readSettings(env), http }))?.name ?? null;
}

describe("createController", () => {
  it("takes what is named", async () => {
    expect(await nameOf("offline", { OPENAI_API_KEY: "k" })).toBeNull();
    expect(await nameOf("openai:gpt-x", { OPENAI_API_KEY: "k" })).toBe("openai:gpt-x");
    expect(await nameOf("openai:/models/Qwen3 8B.gguf", { OPENAI_API_KEY: "k" })).toBe(
      "openai:/models/Qwen3 8B.gguf",
    );
    expect(await nameOf("hf:org/model:groq", { HF_TOKEN: "t" })).toBe("hf:org/model:groq");
    expect(await nameOf(null, { HUGGINGGPT_CONTROLLER: "hf:org/m", HF_TOKEN: "t" })).toBe("hf:org/m");
  });
  it("takes the first that is configured", async () => {
    expect(await nameOf(null, { OPENAI_API_KEY: "k", HF_TOKEN: "t" })).toBe("openai:gpt-5-mini");
    expect(await nameOf(null, { HF_TOKEN: "t" })).toBe("hf:openai/gpt-oss-120b");
    expect(await nameOf(null, {})).toBeNull();
  });
  it("asks a server of one's own for its first model, without needing a key", async () => {
    const env = { OPENAI_BASE_URL: "http://127.0.0.1:11434/v1" };
    expect(await nameOf(null, env, listing('{"data":[{"id":"llama"},{"id":"other"}]}'))).toBe("openai:llama");
    expect(await nameOf(null, env, listing("<html>"))).toBe("openai:gpt-5-mini");
    expect(await nameOf(null, env, listing('{"data":[{"id":"llama"}]}', 500))).toBe("openai:gpt-5-mini");
    expect(await nameOf("openai:named", env)).toBe("openai:named");
  });
  it("leaves out what embeds, ranks or draws, and asks for no model of OpenAI's where nothing chats", async () => {
    const env = { OPENAI_BASE_URL: "http://127.0.0.1:11434/v1" };
    const list = (...data: object[]) => listing(JSON.stringify({ object: "list", data }));
    const other = [
      { id: "nomic-embed-text:latest" },
      { id: "org/rerank-v2" },
      { id: "x", type: "embedding" },
    ];
    expect(await nameOf(null, env, list(...other, { id: "qwen3:8b" }))).toBe("openai:qwen3:8b");
    for (const data of [[], other])
      await expect(nameOf(null, env, list(...data))).rejects.toMatchObject({
        code: "CONFIG_INVALID",
        next: expect.stringContaining("--controller"),
      });
  });
  it("says what to set where a named controller has no credentials", async () => {
    await expect(nameOf("openai:gpt-x", {})).rejects.toMatchObject({
      code: "CREDENTIALS_MISSING",
      next: expect.stringContaining("OPENAI_API_KEY"),
    });
    await expect(nameOf("hf:org/m", {})).rejects.toMatchObject({
      code: "CREDENTIALS_MISSING",
      next: expect.stringContaining("HF_TOKEN"),
    });
  });
  it("refuses any other specification", async () => {
    for (const spec of ["gpt-4", "openai:", "azure:", "gpt:x", ""]) {
      await expect(nameOf(spec, { OPENAI_API_KEY: "k" })).rejects.toMatchObject({ code: "CONFIG_INVALID" });
    }
  });

  it("asks Azure's deployment by its address, with its own key and version, and nothing of OpenAI's", async () => {
    const sent: { url: string; headers: Headers }[] = [];
    const answer = { choices: [{ message: { content: "ready" }, finish_reason: "stop" }] };
    const http = scriptedHttp(async (input, init) => {
      const { url, headers } = new Request(input, init);
      sent.push({ url, headers });
      return new Response(JSON.stringify(answer), { headers: { "content-type": "application/json" } });
    });
    const env = {
      AZURE_OPENAI_ENDPOINT: "https://me.openai.azure.com/",
      AZURE_OPENAI_API_KEY: "azure-secret",
      OPENAI_API_VERSION: "2025-01-01",
      OPENAI_API_KEY: "sk-of-openai",
    };
    const made = await createController("azure:my-gpt", { settings: readSettings(env), http });
    expect(made?.name).toBe("azure:my-gpt");
    await made?.chat({ messages: [{ role: "user", content: "hi" }] });
    expect(sent[0]?.url).toBe(
      "https://me.openai.azure.com/openai/deployments/my-gpt/chat/completions?api-version=2025-01-01",
    );
    expect(sent[0]?.headers.get("api-key")).toBe("azure-secret");
    expect(JSON.stringify([...(sent[0]?.headers ?? [])])).not.toContain("sk-of-openai");
  });

  it("says which of Azure's variables is missing, and refuses a deployment that is a path", async () => {
    await expect(nameOf("azure:x", {})).rejects.toMatchObject({ wanted: "AZURE_OPENAI_ENDPOINT" });
    const endpoint = { AZURE_OPENAI_ENDPOINT: "https://me.openai.azure.com" };
    await expect(nameOf("azure:x", endpoint)).rejects.toMatchObject({ wanted: "AZURE_OPENAI_API_KEY" });
    const all = { ...endpoint, AZURE_OPENAI_API_KEY: "k" };
    await expect(nameOf("azure:../../x", all)).rejects.toMatchObject({ code: "CONFIG_INVALID" });
  });

  it("asks Ollama on this machine without a key, also where OPENAI_API_KEY is set", async () => {
    const sent: { url: string; key: string | null }[] = [];
    const http = scriptedHttp(async (input, init) => {
      const { url, headers } = new Request(input, init);
      sent.push({ url, key: headers.get("authorization") });
      return new Response('{"choices":[{"message":{"content":"ready"}}]}');
    });
    const settings = readSettings({ OPENAI_API_KEY: "sk-of-openai" });
    const made = await createController("ollama:qwen3:8b", { settings, http });
    await made?.chat({ messages: [{ role: "user", content: "hi" }] });
    expect(made?.name).toBe("ollama:qwen3:8b");
    expect(sent).toEqual([{ url: "http://localhost:11434/v1/chat/completions", key: null }]);
  });
});

import { readSettings } from "@hugginggpt/shared";
import { scriptedHttp } from "@hugginggpt/testing";
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
    expect(await nameOf("openai:named", env)).toBe("openai:named");
  });
  it.each<[string, string, number]>([
    ["a page", "<html>", 200],
    ["no such address", '{"detail":"Not Found"}', 404],
    ["a list of another form", '{"models":[]}', 200],
    ["an error", '{"error":"broken"}', 501],
    ["nothing", "", 200],
  ])("asks a server of one's own for no model of OpenAI's where its list is %s", async (_, body, status) => {
    const env = { OPENAI_BASE_URL: "http://127.0.0.1:11434/v1" };
    await expect(nameOf(null, env, listing(body, status))).rejects.toMatchObject({
      code: "CONFIG_INVALID",
      next: expect.stringContaining("--controller openai:<model>"),
    });
  });
  it("says at once that a key is wrong, and that a server is not there", async () => {
    const env = { OPENAI_BASE_URL: "http://127.0.0.1:11434/v1" };
    await expect(nameOf(null, env, listing("{}", 401))).rejects.toMatchObject({
      code: "CREDENTIALS_REJECTED",
    });
    const refuse = async () => Promise.reject(new TypeError("connect ECONNREFUSED"));
    await expect(nameOf(null, env, refuse)).rejects.toMatchObject({
      code: "NETWORK",
      next: "Is Ollama running? (`ollama serve`)",
    });
  });
  it.each<[string, object[], string]>([
    [
      "by type",
      [
        { id: "a", type: "embeddings" },
        { id: "b", type: "llm" },
      ],
      "b",
    ],
    ["by a list of capabilities", [{ id: "a", capabilities: ["embed"] }, { id: "b" }], "b"],
    ["by flags", [{ id: "a", capabilities: { completion_chat: false, vision: true } }, { id: "b" }], "b"],
    ["by what comes out", [{ id: "a", architecture: { output_modalities: ["image"] } }, { id: "b" }], "b"],
    ["first what the server says chats", [{ id: "a" }, { id: "b", capabilities: ["completion"] }], "b"],
    ["whatever its name", [{ id: "image-talk", type: "chat" }], "image-talk"],
    ["by names of well-known families", [{ id: "BAAI/bge-m3" }, { id: "whisper-1" }, { id: "b" }], "b"],
    ["by no word that stands for any model", [{ id: "a", type: "model", object: "model" }], "a"],
  ])("goes by what the server says of its models: %s", async (_, data, expected) => {
    const env = { OPENAI_BASE_URL: "http://127.0.0.1:11434/v1" };
    expect(await nameOf(null, env, listing(JSON.stringify({ data })))).toBe(`openai:${expected}`);
  });
  it.each([
    "The model `a` does not support Chat Completions API",
    '"a" does not support chat',
    "This is not a chat model and thus not supported in the v1/chat/completions endpoint.",
    "Cannot use an embedding model for chat",
    "default chat template is no longer allowed, so you must provide a chat template",
  ])("takes the next model where the first does not chat: %s", async (message) => {
    const asked: string[] = [];
    const http = scriptedHttp(async (input, init) => {
      const request = new Request(input, init);
      if (request.method === "GET") return Response.json({ data: [{ id: "a" }, { id: "b" }] });
      const { model } = JSON.parse(await request.text());
      asked.push(model);
      return model === "a"
        ? Response.json({ error: { message } }, { status: 400 })
        : Response.json({ choices: [{ message: { content: "hi" }, finish_reason: "stop" }] });
    });
    const settings = readSettings({ OPENAI_BASE_URL: "http://127.0.0.1:11434/v1" });
    const controller = await createController(null, { settings, http });
    const request = { messages: [{ role: "user" as const, content: "hi" }] };
    for (let i = 0; i < 2; i++) await controller?.chat(request);
    expect(asked).toEqual(["a", "b", "b"]);
    expect(controller?.name).toBe("openai:b");
  });
  it("keeps to a model that was named", async () => {
    const asked: unknown[] = [];
    const http = scriptedHttp(async (input, init) => {
      asked.push(JSON.parse(await new Request(input, init).text()).model);
      return Response.json({ error: { message: '"a" does not support chat' } }, { status: 400 });
    });
    const settings = readSettings({ OPENAI_BASE_URL: "http://127.0.0.1:11434/v1" });
    const controller = await createController("openai:a", { settings, http });
    const chat = controller?.chat({ messages: [{ role: "user", content: "hi" }] });
    await expect(chat).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(new Set(asked)).toEqual(new Set(["a"]));
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

import OpenAI from "openai";
import { afterEach, describe, expect, it } from "vitest";
import { type LlmOptions, type LlmServer, startLlm } from "./index.js";

const servers: LlmServer[] = [];

async function llm(options: LlmOptions = {}): Promise<{ server: LlmServer; client: OpenAI }> {
  const server = await startLlm(options);
  servers.push(server);
  return { server, client: new OpenAI({ baseURL: server.baseUrl, apiKey: "sk-test-key", maxRetries: 0 }) };
}

const ask = { model: "simulated-model", messages: [{ role: "user" as const, content: "How are you?" }] };
const format = {
  type: "json_schema" as const,
  json_schema: { name: "plan", strict: true, schema: { type: "object", properties: { tasks: {} } } },
};

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe("the simulated language-model server, used by the openai client", () => {
  it("answers scripted replies in order and counts tokens", async () => {
    const { server, client } = await llm();
    server.script("first", { text: "second", usage: { promptTokens: 7, completionTokens: 3 } });
    expect((await client.chat.completions.create(ask)).choices[0]?.message.content).toBe("first");
    const second = await client.chat.completions.create(ask);
    expect(second.usage).toEqual({ prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 });
    expect(server.pending()).toBe(0);
    expect(server.requests[0]?.headers.authorization).toBe("Bearer sk-test-key");
  });

  it("refuses a call that nothing was scripted for and says which", async () => {
    const { client } = await llm();
    await expect(client.chat.completions.create(ask)).rejects.toThrow(/500 Unscripted call 1.*How are you\?/);
  });

  it("asks the function when the queue is empty", async () => {
    const { server, client } = await llm({ reply: ({ user, model }) => `${model}: ${user}` });
    server.script("queued");
    await client.chat.completions.create(ask);
    const { choices } = await client.chat.completions.create(ask);
    expect(choices[0]?.message.content).toBe("simulated-model: How are you?");
  });

  it("streams in pieces that join to the text, with the usage at the end where it was asked for", async () => {
    const { server, client } = await llm();
    const text = "Three little words,\nand  spaces ";
    server.script(text, text);
    let joined = "";
    let tokens = 0;
    let pieces = 0;
    const stream = await client.chat.completions.create({
      ...ask,
      stream: true,
      stream_options: { include_usage: true },
    });
    for await (const chunk of stream) {
      const piece = chunk.choices[0]?.delta.content;
      if (piece) pieces++;
      joined += piece ?? "";
      tokens += chunk.usage?.completion_tokens ?? 0;
    }
    expect([joined, pieces > 3, tokens]).toEqual([text, true, 8]);
    for await (const chunk of await client.chat.completions.create({ ...ask, stream: true })) {
      expect(chunk.usage ?? null).toBeNull();
    }
  });

  it("can end a stream with an error, refuse, cut at the length limit, or leave the usage out", async () => {
    const { server, client } = await llm();
    server.script(
      { text: "half an", streamError: "overloaded" },
      { refusal: "I will not." },
      { text: "cut", finishReason: "length", usage: null },
      { error: { status: 402, message: "no credits" } },
    );
    const stream = await client.chat.completions.create({ ...ask, stream: true });
    const read = async () => {
      for await (const chunk of stream) expect(chunk.choices).toHaveLength(1);
    };
    await expect(read()).rejects.toThrow("overloaded");
    expect((await client.chat.completions.create(ask)).choices[0]?.message).toMatchObject({
      content: null,
      refusal: "I will not.",
    });
    const cut = await client.chat.completions.create(ask);
    expect([cut.choices[0]?.finish_reason, cut.usage]).toEqual(["length", undefined]);
    await expect(client.chat.completions.create(ask)).rejects.toThrow("402 no credits");
  });

  it("records the schema that was asked for, or refuses it where it was told to", async () => {
    const { server, client } = await llm();
    server.script('{"tasks":[]}');
    await client.chat.completions.create({ ...ask, response_format: format });
    expect(server.calls[0]?.schema).toEqual({ name: "plan", schema: format.json_schema.schema });
    const refusing = await llm({ refuseResponseFormat: true, reply: () => "plain" });
    await expect(
      refusing.client.chat.completions.create({ ...ask, response_format: format }),
    ).rejects.toThrow("400 'response_format' is not supported");
    expect((await refusing.client.chat.completions.create(ask)).choices[0]?.message.content).toBe("plain");
  });

  it("accepts only its key where it has one", async () => {
    const { client } = await llm({ apiKey: "sk-other", reply: () => "never" });
    await expect(client.chat.completions.create(ask)).rejects.toThrow("401 Incorrect API key");
  });

  it("lists its models", async () => {
    const { client } = await llm({ models: ["one", "two"] });
    expect((await client.models.list()).data.map(({ id }) => id)).toEqual(["one", "two"]);
  });

  it("embeds equal texts equally, in both encodings, and like texts alike", async () => {
    const { client } = await llm();
    const input = ["a red car", "a red car", "a red bus", "quarterly earnings"];
    const floats = await client.embeddings.create({ model: "e", input, encoding_format: "float" });
    const base64 = await client.embeddings.create({ model: "e", input });
    const [a = [], b = [], c = [], d = []] = floats.data.map(({ embedding }) => embedding);
    const dot = (x: number[], y: number[]) => x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
    expect(b).toEqual(a);
    expect(dot(a, a)).toBeCloseTo(1, 5);
    expect(dot(a, c)).toBeGreaterThan(dot(a, d));
    expect(base64.data[0]?.embedding).toEqual(a);
    await expect(client.embeddings.create({ model: "e", input: [] })).rejects.toThrow("400");
  });
});

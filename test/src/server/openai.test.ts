import OpenAI from "openai";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "../e2e/bench.js";
import { isPlanning, planning, planOf } from "../e2e/scripts.js";
import { simulatedPng } from "../media/simulated-png.js";
import { RUNS } from "./answers.js";
import { type RunningServer, startServer } from "./running-server.js";

const SPEAK = { task: "text-to-speech", args: { text: "The lighthouse is open." } };
const MOOD = { task: "text-classification", args: { text: "I love this harbour" } };
const ask = (content: OpenAI.ChatCompletionUserMessageParam["content"]) => ({
  model: "hugginggpt",
  messages: [{ role: "user" as const, content }],
});

describe("OpenAI's client at a server", () => {
  let bench: Bench;
  let server: RunningServer;
  let client: OpenAI;
  beforeAll(async () => {
    bench = await startBench();
    server = await startServer(bench, bench.synced, ["--backend", "builtin"]);
    client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: server.token });
  });
  afterEach(() => bench.reset());
  afterAll(async () => {
    await server.stop();
    await bench.close();
  });

  it("lists the models, and each is as strict front ends want it", async () => {
    const { data } = await client.models.list();
    expect(data.map(({ id }) => id)).toContain("hugginggpt");
    for (const model of data)
      expect(model).toMatchObject({
        object: "model",
        description: expect.any(String),
        created: expect.any(Number),
      });
    expect(await client.models.retrieve("hugginggpt-best")).toEqual(
      data.find(({ id }) => id === "hugginggpt-best"),
    );
    await expect(client.models.retrieve("gpt-5")).rejects.toThrow(
      "There is no model gpt-5 here. Ask for hugginggpt.",
    );
  });

  it("gets the answer with its files as links that need no token", async () => {
    bench.answerBy(planning(planOf(SPEAK)));
    const { choices, usage, id } = await client.chat.completions.create(
      ask("say that the lighthouse is open"),
    );
    expect(choices[0]?.finish_reason).toBe("stop");
    const link = /\[0-text-to-speech\.wav\]\((http:\S+?\.wav)\)/.exec(choices[0]?.message.content ?? "");
    const sound = await fetch(link?.[1] ?? "");
    expect([sound.status, sound.headers.get("content-type")]).toEqual([200, "audio/wav"]);
    expect(usage?.total_tokens).toBeGreaterThan(0);
    expect(id).toMatch(/^chatcmpl-\d{8}-/);
  });

  it("gets links below the address that others know the server by", async () => {
    const args = ["--backend", "builtin", "--public-url", "https://box.example/ai/"];
    const known = await startServer(bench, bench.synced, args);
    bench.answerBy(planning(planOf(SPEAK)));
    const there = new OpenAI({ baseURL: `${known.url}/v1`, apiKey: known.token });
    const { choices } = await there.chat.completions.create(ask("say it for others"));
    expect(choices[0]?.message.content).toMatch(/\]\(https:\/\/box\.example\/ai\/files\/\S+\.wav\)/);
    await known.stop();
  });

  it("streams: the role first, progress as reasoning, the answer, a reason to finish, usage", async () => {
    bench.answerBy(planning(planOf(MOOD)));
    const stream = await client.chat.completions.create({
      ...ask("the mood?"),
      stream: true,
      stream_options: { include_usage: true },
    });
    const chunks: OpenAI.ChatCompletionChunk[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    expect(chunks[0]?.choices[0]?.delta.role).toBe("assistant");
    const deltas = chunks.flatMap(({ choices }) =>
      choices.map(({ delta }) => delta as { reasoning_content?: string }),
    );
    expect(deltas.map(({ reasoning_content = "" }) => reasoning_content).join("")).toContain(
      "Plan: text-classification",
    );
    expect(
      chunks.flatMap(({ choices }) => choices.map(({ finish_reason }) => finish_reason)).filter(Boolean),
    ).toEqual(["stop"]);
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: expect.any(Number) } });
  });

  it("works with the helper that puts a stream together, and gives the same words as without a stream", async () => {
    bench.answerBy(planning(planOf(MOOD)));
    const whole = await client.chat.completions.create(ask("the mood?"));
    const final = await client.chat.completions.stream(ask("the mood? again")).finalChatCompletion();
    expect(final.choices[0]?.message.content).toBe(whole.choices[0]?.message.content);
  });

  it("takes pictures in messages, those of an earlier message and its own earlier files too", async () => {
    const png = `data:image/png;base64,${Buffer.from(simulatedPng("a boat")).toString("base64")}`;
    bench.answerBy(planning(planOf({ task: "canny-control", args: { image: "<FILE>-1" } })));
    const picture = {
      role: "user" as const,
      content: [{ type: "image_url" as const, image_url: { url: png } }],
    };
    const first = await client.chat.completions.create({
      model: "hugginggpt",
      messages: [
        picture,
        { role: "assistant", content: "What shall I do?" },
        { role: "user", content: "its edges" },
      ],
    });
    const said = first.choices[0]?.message.content ?? "";
    expect(said).toMatch(/!\[0-canny-control\.png\]\(http/);
    const second = await client.chat.completions.create({
      model: "hugginggpt",
      messages: [
        { role: "user", content: "draw" },
        { role: "assistant", content: said },
        { role: "user", content: "the edges of that" },
      ],
    });
    expect(second.choices[0]?.message.content).toMatch(/!\[0-canny-control\.png\]/);
  });

  it("answers a title and tags in words, and begins no run for them", async () => {
    const { length: before } = RUNS.parse(await server.json("/api/runs?limit=500")).runs;
    bench.answerBy(() => "A boat trip");
    const title =
      "### Task:\nGenerate a concise, 3-5 word title.\n<chat_history>\nUSER: boats\n</chat_history>";
    const { choices } = await client.chat.completions.create(ask(title));
    expect(choices[0]?.message.content).toBe("A boat trip");
    expect(bench.calls.some(isPlanning)).toBe(false);
    expect(RUNS.parse(await server.json("/api/runs?limit=500")).runs).toHaveLength(before);
  });

  it("joins the run of a request that the client sends again after a broken connection", async () => {
    bench.answerBy(planning(planOf(MOOD)));
    const body = JSON.stringify(ask("a mood that is asked twice?"));
    const send = (retry: string) =>
      server.ask("/v1/chat/completions", {
        method: "POST",
        body,
        headers: { "Content-Type": "application/json", "x-stainless-retry-count": retry },
      });
    const [first, again] = await Promise.all([send("0"), send("1")]);
    expect(again.headers.get("x-run-id")).toBe(first.headers.get("x-run-id"));
    expect((await send("2")).headers.get("x-run-id")).toBe(first.headers.get("x-run-id"));
    expect((await send("0")).headers.get("x-run-id")).not.toBe(first.headers.get("x-run-id"));
  });

  it("tolerates what front ends send beside, and refuses what is none", async () => {
    bench.answerBy(planning(planOf(MOOD)));
    const odd = {
      ...{
        model: "hugginggpt-cheapest:auto",
        temperature: 0.2,
        max_completion_tokens: 5,
        user: { id: 1 },
        tools: [],
      },
      messages: [
        { role: "developer", content: "Be brief.", cache_control: {} },
        { role: "assistant", content: "", reasoning_content: "" },
        { role: "user", content: "the mood?" },
      ],
    };
    expect((await server.post("/v1/chat/completions", odd)).status).toBe(200);
    await expect(client.chat.completions.create({ ...ask("x"), model: "gpt-5" })).rejects.toMatchObject({
      status: 404,
      code: "MODEL_NOT_FOUND",
    });
    await expect(client.chat.completions.create({ model: "hugginggpt", messages: [] })).rejects.toMatchObject(
      {
        status: 400,
        message: expect.stringContaining("messages"),
      },
    );
  });

  it("gets vectors, whichever encoding it asks for", async () => {
    const input = ["a boat", "a ship"];
    const packed = await client.embeddings.create({ model: "hugginggpt", input });
    const plain = await client.embeddings.create({ model: "hugginggpt", input, encoding_format: "float" });
    expect(packed.data).toHaveLength(2);
    for (const [place, { embedding }] of packed.data.entries())
      for (const [at, value] of embedding.entries())
        expect(value).toBeCloseTo(plain.data[place]?.embedding[at] ?? Number.NaN, 6);
  });
});

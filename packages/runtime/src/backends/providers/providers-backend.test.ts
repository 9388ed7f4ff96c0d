import { PROVIDERS } from "@huggingface/inference";
import {
  type ArgValue,
  allTasks,
  isControlTask,
  isFault,
  type ResolvedArgs,
  type TaskId,
} from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { backendContract } from "../../testing/backend-contract.js";
import { failureAgainst, providerJob, runAgainst } from "../../testing/provider-jobs.js";
import { binary, bodyOf, json, scriptedAccess } from "../../testing/scripted-http.js";
import { clip, FLAC, JPEG, PNG, picture, recording } from "../../testing/tiny-media.js";
import { ProvidersBackend } from "./providers-backend.js";
import { THIRD_PARTY_TASKS } from "./third-party-tasks.js";

const never = new AbortController().signal;

const VALUES: Readonly<Record<string, ArgValue>> = {
  text: "words",
  image: picture,
  audio: recording,
  video: clip,
  table: { a: ["1"] },
  numbers: 2,
};

function argsFor(task: TaskId): ResolvedArgs {
  const spec = allTasks().find((one) => one.id === task);
  const args: Record<string, ArgValue> = {};
  for (const { name, type, list, required } of spec?.args ?? [])
    if (required) args[name] = list && type === "text" ? ["one", "two"] : (VALUES[type] ?? "");
  return args;
}

describe("ProvidersBackend", () => {
  backendContract(() => ({
    backend: new ProvidersBackend(scriptedAccess(json([[{ label: "POSITIVE", score: 0.9 }]]))),
    good: providerJob("text-classification", { text: "I like you" }),
  }));

  it("can carry every task of the Hub that has an output to hf-inference", async () => {
    for (const { id, outputs } of allTasks()) {
      if (outputs.length === 0 || isControlTask(id)) continue;
      const access = scriptedAccess(() =>
        json({ error: "Model not supported by provider hf-inference" }, 400),
      );
      const error = await new ProvidersBackend(access)
        .run(providerJob(id, argsFor(id)), never)
        .catch((thrown) => thrown);
      expect(isFault(error, "UNSUPPORTED"), id).toBe(true);
      expect(access.sent[0]?.url).toMatch(/^https:\/\/router\.test\/hf-inference\/models\/own\/er/);
      expect(access.sent[0]?.body.length).toBeGreaterThan(0);
    }
  });

  it("offers no task beside chat that the official client has no helper for", () => {
    const known: Readonly<Record<string, object>> = PROVIDERS;
    for (const [provider, tasks] of Object.entries(THIRD_PARTY_TASKS))
      for (const task of tasks)
        expect(Object.keys(known[provider] ?? {}), `${provider} ${task}`).toContain(task);
  });

  it("sends the token to the router and nowhere else", async () => {
    const { sent } = await runAgainst(
      providerJob("text-to-image", { text: "a cat" }),
      json({ images: [{ url: "https://files.test/cat.png" }] }),
      binary(PNG, "image/png"),
    );
    expect(sent.map(({ url, headers }) => `${new URL(url).host} ${headers.get("authorization")}`)).toEqual([
      "router.test Bearer hf_testtoken123",
      "files.test null",
    ]);
  });

  it("sends files as they are with their type, and in base64 beside a prompt", async () => {
    const alone = await runAgainst(
      providerJob("image-classification", { image: picture }),
      json([{ label: "cat", score: 1 }]),
    );
    expect(alone.sent[0]?.headers.get("content-type")).toBe("image/png");
    expect(Buffer.from(alone.sent[0]?.body ?? []).equals(PNG)).toBe(true);
    const prompted = await runAgainst(
      providerJob("image-to-image", { image: picture, text: "blue" }),
      binary(JPEG, "image/jpeg"),
    );
    expect(bodyOf(prompted.sent[0])).toEqual({
      inputs: PNG.toString("base64"),
      parameters: { prompt: "blue" },
    });
  });

  it("uses the routes of sentence transformers, also for a model of the other tag", async () => {
    const similar = await runAgainst(
      providerJob(
        "sentence-similarity",
        { source_sentence: "a", sentences: ["b"] },
        "hf-inference",
        "feature-extraction",
      ),
      json([0.5]),
    );
    expect(similar.sent[0]?.url).toBe(
      "https://router.test/hf-inference/models/own/er/pipeline/sentence-similarity",
    );
    expect(similar.output).toEqual({ numbers: [0.5] });
  });

  it("pins the provider of a chat model and sends pictures as data", async () => {
    const answer = { choices: [{ message: { role: "assistant", content: "<think>hm</think>a cat" } }] };
    const { output, sent } = await runAgainst(
      providerJob("image-to-text", { image: picture }, "together", "conversational"),
      json(answer),
    );
    expect(output).toEqual({ text: "a cat" });
    expect(sent[0]?.url).toBe("https://router.test/v1/chat/completions");
    expect(bodyOf(sent[0])).toMatchObject({
      model: "org/model:together",
      messages: [
        { role: "system" },
        {
          role: "user",
          content: [
            { image_url: { url: expect.stringMatching(/^data:image\/png;base64,iVBOR/) } },
            { type: "text" },
          ],
        },
      ],
    });
  });

  it.each([
    ["an empty body", json({})],
    ["no choices", json({ choices: [] })],
    ["an empty answer", json({ choices: [{ message: { content: "" } }] })],
    ["a web page", new Response("<html>", { headers: { "content-type": "text/html" } })],
  ])("refuses a chat answer with %s", async (_name, reply) => {
    const page = reply.clone();
    expect(
      await failureAgainst(
        providerJob("text-generation", { text: "hi" }, "groq", "conversational"),
        reply,
        page,
      ),
    ).toMatch(/^BAD_RESPONSE/);
  });

  it.each([
    ["401", 401, "CREDENTIALS_REJECTED"],
    ["402", 402, "CREDITS_EXHAUSTED"],
    ["404", 404, "NOT_FOUND"],
    ["422", 422, "BAD_REQUEST"],
  ])("says what a refusal with %s means, without a second try", async (_name, status, code) => {
    expect(
      await failureAgainst(providerJob("summarization", { text: "x" }), json({ error: "no" }, status)),
    ).toMatch(code);
  });

  it.each([
    ["a 503", json({ error: "loading" }, 503), "SERVER_ERROR"],
    ["a 429", json({ error: "slow down" }, 429), "RATE_LIMITED"],
    ["a 502", json({}, 502), "SERVER_ERROR"],
    ["a lost connection", new TypeError("fetch failed"), "NETWORK"],
  ] as const)(
    "asks once and says what %s means: trying again is not its to decide",
    async (_what, reply, code) => {
      expect(await failureAgainst(providerJob("summarization", { text: "x" }), reply)).toMatch(code);
    },
  );

  it("names the one token that all providers need, and none where there is none", () => {
    expect(new ProvidersBackend(scriptedAccess()).credential()).toBe("HF_TOKEN");
    expect(new ProvidersBackend({ ...scriptedAccess(), token: null }).credential()).toBeNull();
  });

  it("does not take an error with status 200 for an answer", async () => {
    expect(
      await failureAgainst(
        providerJob("summarization", { text: "x" }),
        json({ error: "Model is currently loading", estimated_time: 20 }),
      ),
    ).toMatch(/^SERVER_ERROR/);
    expect(
      await failureAgainst(
        providerJob("summarization", { text: "x" }),
        json({ error: "bad", error_type: "validation" }),
      ),
    ).toMatch(/^BAD_REQUEST/);
    const stream = new Response('data:{"error":"Input validation error"}\n\n', {
      headers: { "content-type": "text/event-stream" },
    });
    expect(await failureAgainst(providerJob("summarization", { text: "x" }), stream)).toMatch(/^BAD_REQUEST/);
  });

  it("refuses files of the wrong kind and addresses that it must not follow", async () => {
    expect(
      await failureAgainst(providerJob("text-to-image", { text: "x" }), binary(FLAC, "image/png")),
    ).toMatch(/^BAD_RESPONSE/);
    expect(
      await failureAgainst(
        providerJob("text-to-image", { text: "x" }),
        binary(Buffer.from("<svg/>"), "image/svg+xml"),
      ),
    ).toMatch(/^BAD_RESPONSE/);
    for (const url of [
      "http://files.test/a",
      "https://127.0.0.1/a",
      "https://[::1]/a",
      "https://localhost/a",
      "https://u:p@files.test/",
    ])
      expect(
        await failureAgainst(providerJob("text-to-image", { text: "x" }), json({ images: [{ url }] })),
        url,
      ).toMatch(/^EGRESS_BLOCKED/);
  });

  it("refuses an id that leaves its path", async () => {
    expect(
      await failureAgainst(
        providerJob("summarization", { text: "x" }, "hf-inference", "summarization", "a/../../v1"),
      ),
    ).toMatch(/^BAD_REQUEST/);
  });
});

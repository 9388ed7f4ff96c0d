import { existsSync, readFileSync } from "node:fs";
import { type CustomEndpoint, type Endpoint, isFault, type Job, type TaskId } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { backendContract } from "../../testing/backend-contract.js";
import { wavMedia } from "../../testing/execution-bench.js";
import { binary, bodyOf, json, scriptedAccess } from "../../testing/scripted-http.js";
import { PNG } from "../../testing/tiny-media.js";
import { CustomBackend } from "./custom-backend.js";

const KEY = { name: "MY_KEY", value: "secret-of-my-server" };

function endpoint(facts: Partial<CustomEndpoint>): CustomEndpoint {
  return {
    url: "https://mine.test/model",
    task: "summarization",
    wire: "hf-inference",
    model: "me/mine",
    key: null,
    price: null,
    files: null,
    ...facts,
  };
}

function jobOf({ url, task, model }: CustomEndpoint, args: Job["args"], wanted: TaskId = task): Job {
  const at: Endpoint = { kind: "custom", provider: "custom", url, task, status: "live" };
  return { task: wanted, model, endpoint: at, args };
}

/** Runs one job at one endpoint that answers so. */
async function run(
  facts: Partial<CustomEndpoint>,
  args: Job["args"],
  ...replies: Parameters<typeof scriptedAccess>
) {
  const one = endpoint(facts);
  const { http, clock, sent } = scriptedAccess(...replies);
  const backend = new CustomBackend({ endpoints: [one], http, clock });
  const used: unknown[] = [];
  const output = await backend.run(jobOf(one, args), new AbortController().signal, {
    submitted: () => undefined,
    progress: () => undefined,
    used: (usage) => used.push(usage),
  });
  return { output, sent, used };
}

describe("CustomBackend", () => {
  backendContract(() => {
    const one = endpoint({});
    const { http, clock } = scriptedAccess(json([{ summary_text: "short" }]));
    return {
      backend: new CustomBackend({ endpoints: [one], http, clock }),
      good: jobOf(one, { text: "long" }),
    };
  });

  it.each([
    ["names the variable whose key a server refused", KEY, "Check the key in MY_KEY."],
    ["says where to name one where there is none", null, expect.stringContaining("keyEnv")],
  ])("%s", async (_what, key, next) => {
    const refusal = json({ error: "no" }, 401);
    await expect(run({ key }, { text: "long" }, refusal)).rejects.toMatchObject({
      code: "CREDENTIALS_REJECTED",
      status: 401,
      next,
    });
  });

  it("sends the endpoint's own key to its own address, and nothing where it has none", async () => {
    const { sent } = await run({ key: KEY }, { text: "long" }, json([{ summary_text: "short" }]));
    expect(sent[0]?.headers.get("authorization")).toBe(`Bearer ${KEY.value}`);
    const bare = await run({}, { text: "long" }, json([{ summary_text: "short" }]));
    expect(bare.sent[0]?.headers.get("authorization")).toBeNull();
  });

  it("does not follow a redirect to another origin with the key", async () => {
    const moved = new Response(null, { status: 307, headers: { location: "https://other.test/x" } });
    const { sent } = await run(
      { key: KEY },
      { text: "long" },
      moved,
      json([{ summary_text: "short" }]),
    ).catch((error: unknown) => {
      if (!isFault(error)) throw error;
      return { sent: [] };
    });
    expect(sent.slice(1).every(({ headers }) => headers.get("authorization") === null)).toBe(true);
  });

  it("names each endpoint's key as the credential that it is asked with", () => {
    const [one, other] = [endpoint({ key: KEY }), endpoint({ url: "https://other.test" })];
    const { http, clock } = scriptedAccess();
    const backend = new CustomBackend({ endpoints: [one, other], http, clock });
    expect(backend.credential(jobOf(one, {}).endpoint)).toBe("MY_KEY");
    expect(backend.credential(jobOf(other, {}).endpoint)).toBeNull();
  });

  it("refuses an address that nobody configured", async () => {
    const { http, clock, sent } = scriptedAccess();
    const backend = new CustomBackend({ endpoints: [endpoint({})], http, clock });
    const job = jobOf(endpoint({ url: "https://evil.test" }), { text: "x" });
    expect(backend.supports(job.task, job.endpoint)).toBe(false);
    await expect(backend.run(job, new AbortController().signal)).rejects.toMatchObject({
      code: "UNSUPPORTED",
    });
    expect(sent).toEqual([]);
  });
});

describe("the wire of hf-inference", () => {
  it("posts to the address itself and reads the answer's usage", async () => {
    const answer = Response.json([{ label: "POSITIVE", score: 0.9 }], {
      headers: { "x-compute-time": "0.25" },
    });
    const { output, sent, used } = await run({ task: "text-classification" }, { text: "good" }, answer);
    expect(output).toEqual({ labels: [{ label: "POSITIVE", score: 0.9 }] });
    expect(sent.map(({ url }) => url)).toEqual(["https://mine.test/model"]);
    expect(bodyOf(sent[0])).toEqual({ inputs: "good" });
    expect(used).toEqual([{ computeMs: 250 }]);
  });
});

describe("the wire of OpenAI", () => {
  const url = "http://localhost:8000/v1";

  it("chats where the task can be put in words", async () => {
    const reply = json({
      choices: [{ message: { content: "Hallo" } }],
      usage: { prompt_tokens: 12, completion_tokens: 3 },
    });
    const facts = { url, wire: "openai", task: "translation", model: "qwen3" } as const;
    const { output, sent, used } = await run(facts, { text: "Hello", target_language: "German" }, reply);
    expect(output).toEqual({ text: "Hallo" });
    expect(sent[0]?.url).toBe(`${url}/chat/completions`);
    expect(bodyOf(sent[0])).toMatchObject({ model: "qwen3" });
    expect(used).toEqual([{ inputTokens: 12, outputTokens: 3 }]);
  });

  it("has routes for pictures, speech, vectors and transcripts", async () => {
    const wire = { url, wire: "openai", model: "m" } as const;
    const picture = json({ data: [{ b64_json: Buffer.from(PNG).toString("base64") }] });
    const drawn = await run({ ...wire, task: "text-to-image" }, { text: "a cat" }, picture);
    expect(drawn.sent[0]?.url).toBe(`${url}/images/generations`);
    expect(drawn.output.media?.[0]?.mediaType).toBe("image/png");
    const spoken = await run(
      { ...wire, task: "text-to-speech" },
      { text: "hi" },
      binary(wavMedia().bytes, "audio/wav"),
    );
    expect(bodyOf(spoken.sent[0])).toMatchObject({ input: "hi", voice: "alloy" });
    const vector = await run(
      { ...wire, task: "feature-extraction" },
      { text: "hi" },
      json({ data: [{ embedding: [1, 2] }] }),
    );
    expect(vector.output).toEqual({ vector: [1, 2] });
    const heard = await run(
      { ...wire, task: "automatic-speech-recognition" },
      { audio: wavMedia() },
      json({ text: "hello" }),
    );
    expect(heard.output).toMatchObject({ text: "hello" });
    expect(heard.sent[0]?.headers.get("content-type")).toMatch(/^multipart\/form-data; boundary=/);
    expect(Buffer.from(heard.sent[0]?.body ?? []).toString("latin1")).toContain('name="model"');
  });
});

describe("the wire of HuggingGPT's model server", () => {
  const picture = { kind: "image", bytes: PNG, mediaType: "image/png", name: "a.png" } as const;
  const here = { url: "http://localhost:8005", wire: "hugginggpt", model: "org/model" } as const;

  it("gives a server on this machine the path of a copy, and removes it afterwards", async () => {
    let path = "";
    const { output } = await run({ ...here, task: "image-to-text" }, { image: picture }, (sent) => {
      const body = bodyOf(sent);
      path = typeof body === "object" && body !== null && "img_url" in body ? String(body.img_url) : "";
      expect(sent.url).toBe("http://localhost:8005/models/org/model");
      expect(readFileSync(path)).toEqual(Buffer.from(picture.bytes));
      return json({ "generated text": "a cat" });
    });
    expect(output).toEqual({ text: "a cat" });
    expect(path).not.toBe("");
    expect(existsSync(path)).toBe(false);
  });

  it("gives a server elsewhere the file itself", async () => {
    const far = { ...here, url: "https://models.test" };
    const args = { image: picture, question: "what is it?" };
    const { sent } = await run(
      { ...far, task: "visual-question-answering" },
      args,
      json([{ answer: "a cat", score: 1 }]),
    );
    expect(bodyOf(sent[0])).toEqual({
      img_url: expect.stringMatching(/^data:image\/png;base64,/),
      text: "what is it?",
    });
  });

  it("fetches what a path in the answer names, from where the files are served", async () => {
    const facts = { ...here, task: "text-to-image", files: "http://localhost:8004" } as const;
    const { output, sent } = await run(
      facts,
      { text: "a cat" },
      json({ path: "/images/ab12.png" }),
      binary(PNG, "image/png"),
    );
    expect(sent.map(({ url }) => url)).toEqual([
      "http://localhost:8005/models/org/model",
      "http://localhost:8004/images/ab12.png",
    ]);
    expect(output.media).toHaveLength(1);
  });

  it("keeps a path in an answer from leaving the server", async () => {
    const facts = { ...here, task: "text-to-image" } as const;
    const fetched = run(
      facts,
      { text: "a cat" },
      json({ path: "//evil.test/a.png" }),
      binary(PNG, "image/png"),
    );
    expect((await fetched).sent[1]?.url).toBe("http://localhost:8005/evil.test/a.png");
  });

  it("takes an error in an answer with status 200 for an error", async () => {
    const failed = run(
      { ...here, task: "summarization" },
      { text: "x" },
      json({ error: { message: "CUDA out of memory" } }),
    );
    await expect(failed).rejects.toMatchObject({ code: "SERVER_ERROR" });
  });
});

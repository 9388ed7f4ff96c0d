import { existsSync, readFileSync } from "node:fs";
import { InferenceClient } from "@huggingface/inference";
import OpenAI from "openai";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  CORPUS_FILE,
  defaultMappings,
  failWith,
  forModel,
  type HubServer,
  INVENTED_FILE,
  inTurn,
  type LoopbackServer,
  type ProviderMapping,
  readHubRows,
  simulatedMp4,
  simulatedPng,
  startHub,
  startInference,
} from "./index.js";
import { classicAnswer } from "./inference/classic-answers.js";

const TOKEN = "hf_contract_test";
const INVENTED = readHubRows(INVENTED_FILE);
const at = (provider: string, modelId: string, task: string): ProviderMapping => ({
  provider,
  modelId,
  providerId: provider === "fal-ai" ? `fal-ai/${modelId.split("/")[1]}/dev` : modelId,
  task,
  status: "live",
});
const MAPPINGS = [
  ...defaultMappings(INVENTED),
  at("fal-ai", "fal/paint", "text-to-image"),
  at("fal-ai", "fal/speak", "text-to-speech"),
  at("fal-ai", "fal/hear", "automatic-speech-recognition"),
  at("fal-ai", "fal/music", "text-to-audio"),
  at("together", "together/paint", "text-to-image"),
  at("together", "together/speak", "text-to-speech"),
  at("nscale", "nscale/paint", "text-to-image"),
  at("replicate", "replicate/paint", "text-to-image"),
  at("hf-inference", "hf/paint", "text-to-image"),
  at("hf-inference", "hf/speak", "text-to-speech"),
];

const servers: LoopbackServer[] = [];

/** Starts Hub and router and sends everything that the official client addresses to the real ones there instead. */
async function router(): Promise<{ server: LoopbackServer; client: InferenceClient; hub: HubServer }> {
  const rows = [
    ...INVENTED,
    ...MAPPINGS.slice(-10).map(({ modelId, task }) => ({
      item: { _id: modelId, id: modelId, pipeline_tag: task },
      readme: null,
    })),
  ];
  const hub = await startHub({ rows, mappings: MAPPINGS });
  const server = await startInference({ mappings: MAPPINGS });
  servers.push(hub, server);
  const real = globalThis.fetch;
  vi.stubGlobal("fetch", (input: string | URL | Request, init?: RequestInit) => {
    const address = input instanceof Request ? input.url : String(input);
    const there = address
      .replace("https://router.huggingface.co", server.url)
      .replace("https://huggingface.co", hub.url);
    return real(there, init);
  });
  return { server, hub, client: new InferenceClient(TOKEN, { retry_on_error: false }) };
}

afterEach(async () => {
  vi.unstubAllGlobals();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe("the simulated router, used by @huggingface/inference", () => {
  it("does the classic text tasks of hf-inference", async () => {
    const { client } = await router();
    const on = (model: string, inputs: string) => ({
      provider: "hf-inference" as const,
      model: `invented-lab/${model}`,
      inputs,
    });
    expect((await client.textClassification(on("ledger-mood-base", "A good year")))[0]?.label).toBe(
      "POSITIVE",
    );
    expect(
      await client.tokenClassification(on("names-and-places-large", "Then Ada Lovelace wrote.")),
    ).toMatchObject([{ word: "Then Ada Lovelace" }]);
    expect((await client.summarization(on("brief-writer-cnn", "One. Two."))).summary_text).toBe(
      "Simulated summary: One.",
    );
    expect(await client.featureExtraction(on("vectors-everywhere", "a text"))).toHaveLength(64);
    expect(
      await client.sentenceSimilarity({
        ...on("same-meaning-mini", ""),
        inputs: { source_sentence: "a red car", sentences: ["a red car", "other words"] },
      }),
    ).toHaveLength(2);
    expect(
      await client.questionAnswering({
        ...on("span-answers-squad", ""),
        inputs: { question: "Which city?", context: "The city is Paris." },
      }),
    ).toMatchObject({ answer: "Paris", start: 12, end: 17 });
    const zero = {
      ...on("any-label-mnli", "refund please"),
      parameters: { candidate_labels: ["refund", "legal"] },
    };
    expect((await client.zeroShotClassification(zero))[0]?.label).toBe("refund");
  });

  it("takes pictures and recordings as bytes and makes them", async () => {
    const { client, server } = await router();
    const on = (model: string) => ({ provider: "hf-inference" as const, model: `invented-lab/${model}` });
    const picture = new Blob([Uint8Array.from(simulatedPng("x"))], { type: "image/png" });
    expect((await client.imageClassification({ ...on("what-is-it-224"), data: picture }))[0]?.label).toBe(
      "tabby cat",
    );
    expect((await client.objectDetection({ ...on("street-boxes"), data: picture })).length).toBe(2);
    expect(
      (await client.automaticSpeechRecognition({ ...on("write-down-speech"), data: picture })).text,
    ).toContain("simulated");
    expect(server.requests.at(-1)?.headers.authorization).toBe(`Bearer ${TOKEN}`);
    const voice = await client.textToSpeech({
      provider: "hf-inference",
      model: "hf/speak",
      inputs: "hello there",
    });
    expect(await startOf(voice)).toBe("RIFF");
    const made = await client.textToImage({ provider: "hf-inference", model: "hf/paint", inputs: "a fox" });
    expect(await startOf(made)).toBe("\u0089PNG");
  });

  it("queues fal-ai's requests and gives the file when they are done", async () => {
    const { client, server } = await router();
    const made = await client.textToImage({ provider: "fal-ai", model: "fal/paint", inputs: "a fox" });
    expect(await startOf(made)).toBe("\u0089PNG");
    const paths = server.requests.map(({ method, path }) => `${method} ${path}`);
    expect(paths).toEqual([
      "POST /fal-ai/fal-ai/paint/dev",
      "GET /fal-ai/fal-ai/paint/requests/simulated-0001/status",
      "GET /fal-ai/fal-ai/paint/requests/simulated-0001/status",
      "GET /fal-ai/fal-ai/paint/requests/simulated-0001",
      expect.stringMatching(/^GET \/files\/[0-9a-f]{16}\.png$/),
    ]);
    expect(server.requests.at(-1)?.headers.authorization).toBeUndefined();
    const film = await client.textToVideo({
      provider: "fal-ai",
      model: "invented-lab/moving-scenes-5s",
      inputs: "a walk",
    });
    expect(new Uint8Array(await film.arrayBuffer())).toEqual(Uint8Array.from(simulatedMp4()));
  });

  it("speaks and hears by fal-ai at once", async () => {
    const { client } = await router();
    const voice = await client.textToSpeech({ provider: "fal-ai", model: "fal/speak", inputs: "hello" });
    expect(await startOf(voice)).toBe("RIFF");
    const heard = await client.automaticSpeechRecognition({
      provider: "fal-ai",
      model: "fal/hear",
      inputs: new Blob(["x"], { type: "audio/mpeg" }),
    });
    expect(heard.text).toContain("simulated");
  });

  it("paints by together, nscale and replicate, and speaks by together", async () => {
    const { client } = await router();
    for (const provider of ["together", "nscale", "replicate"] as const) {
      const made = await client.textToImage({ provider, model: `${provider}/paint`, inputs: "a fox" });
      expect(await startOf(made), provider).toBe("\u0089PNG");
    }
    const url = await client.textToImage(
      { provider: "together", model: "together/paint", inputs: "a fox" },
      { outputType: "url" },
    );
    expect(url).toMatch(/\/files\/[0-9a-f]{16}\.png$/);
    const voice = await client.textToSpeech({ provider: "together", model: "together/speak", inputs: "hi" });
    expect(await startOf(voice)).toBe("RIFF");
  });

  it("chats at the router and at a provider", async () => {
    const { client, server } = await router();
    const messages = [{ role: "user", content: "Hello" }];
    const chat = await client.chatCompletion({ model: "invented-lab/chat-small-instruct", messages });
    expect(chat.choices[0]?.message.content).toContain("simulated");
    await client.chatCompletion({
      provider: "together",
      model: "invented-lab/chat-small-instruct",
      messages,
    });
    expect(server.requests.map(({ path }) => path)).toEqual([
      "/v1/chat/completions",
      "/together/v1/chat/completions",
    ]);
    const openai = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: TOKEN, maxRetries: 0 });
    expect((await openai.models.list()).data.map(({ id }) => id)).toContain("openai/gpt-oss-120b");
    await expect(
      openai.chat.completions.create({ model: "no/model", messages: [{ role: "user", content: "Hi" }] }),
    ).rejects.toThrow("is not supported by any provider");
  });
});

describe("refusals and faults", () => {
  const post = (server: LoopbackServer, model: string, token = TOKEN) =>
    fetch(`${server.url}/hf-inference/models/${model}`, {
      method: "POST",
      body: JSON.stringify({ inputs: "x" }),
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    });

  it("says why: no token, a model of another provider, an unknown model", async () => {
    const { server } = await router();
    expect((await post(server, "hf/paint", "sk-wrong")).status).toBe(401);
    expect(await (await post(server, "invented-lab/moving-scenes-5s")).json()).toEqual({
      error: "Model not supported by provider hf-inference",
    });
    const unknown = await post(server, "no/model");
    expect([unknown.status, await unknown.json()]).toEqual([404, { error: "Model no/model does not exist" }]);
  });

  it("hits one model and leaves the others alone", async () => {
    const { server } = await router();
    server.inject({ match: forModel("hf/paint"), fault: inTurn(failWith(503), failWith(500)) });
    const statuses = [];
    for (const model of ["hf/paint", "hf/speak", "hf/paint", "hf/paint"])
      statuses.push((await post(server, model)).status);
    expect(statuses).toEqual([503, 200, 500, 500]);
  });
});

const RECORDED = new URL("../../../shared/recorded/inference-responses.json", import.meta.url);

describe.skipIf(!existsSync(RECORDED) || !existsSync(CORPUS_FILE))(
  "against what was recorded from the real service (skipped where ../shared is absent)",
  () => {
    const recorded: { responses: Recorded[] } = existsSync(RECORDED)
      ? JSON.parse(readFileSync(RECORDED, "utf8"))
      : { responses: [] };

    it.each(Object.entries(RECORDED_BY_TASK))("answers %s in the recorded shape", (task, model) => {
      const real = recorded.responses.find(
        ({ path, status }) => path.endsWith(`/${model}`) && status === 200,
      );
      const request = real?.requestBody ? JSON.parse(real.requestBody) : {};
      const input = { inputs: request.inputs ?? null, parameters: request.parameters ?? {}, file: null };
      const ours = JSON.parse(Buffer.from(bodyOf(task, input)).toString());
      expect(shapeOf(ours)).toEqual(shapeOf(JSON.parse(real?.body ?? "null")));
    });
  },
);

interface Recorded {
  readonly path: string;
  readonly status: number;
  readonly requestBody: string | null;
  readonly body: string;
}

const RECORDED_BY_TASK: Readonly<Record<string, string>> = {
  "text-classification": "distilbert-base-uncased-finetuned-sst-2-english",
  "token-classification": "bert-large-cased-finetuned-conll03-english",
  "question-answering": "roberta-base-squad2",
  "table-question-answering": "tapas-base-finetuned-wtq",
  "fill-mask": "google-bert/bert-base-uncased",
  summarization: "bart-large-cnn",
  translation: "t5-base",
  "text-generation": "gpt2",
  "sentence-similarity": "paraphrase-xlm-r-multilingual-v1",
  "image-classification": "vit-base-patch16-224",
  "object-detection": "detr-resnet-50",
  "image-to-text": "vit-gpt2-image-captioning",
  "visual-question-answering": "vilt-b32-finetuned-vqa",
  "document-question-answering": "layoutlm-document-qa",
  "automatic-speech-recognition": "wav2vec2-large-960h-lv60-self",
  "audio-classification": "hubert-large-superb-er",
  "tabular-regression": "Fish-Weight",
};

/** What a value is made of: the names and types of an object's fields, the shape of a list's first element. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? [shapeOf(value[0])] : [];
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shapeOf(part)]));
}

function bodyOf(task: string, input: Parameters<typeof classicAnswer>[1]): Uint8Array {
  const body = classicAnswer(task, input)?.body;
  if (!(body instanceof Uint8Array)) throw new Error(`No whole answer for ${task}`);
  return body;
}

async function startOf(blob: Blob | string): Promise<string> {
  return typeof blob === "string"
    ? blob
    : Buffer.from(await blob.slice(0, 4).arrayBuffer()).toString("latin1");
}

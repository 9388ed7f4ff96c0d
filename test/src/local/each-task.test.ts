import { LocalBackend, type LocalMachine } from "@hugginggpt/local";
import type { Media, ResolvedArgs, TaskId, TaskOutput } from "@hugginggpt/shared";
import { decodePicture, encodePng } from "@hugginggpt/shared/pictures";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeHome } from "../e2e/temp-home.js";
import { type HubServer, startHub } from "../hub-server.js";
import { toneWav } from "../media/tone-wav.js";
import { TINY_MODELS } from "../onnx/tiny-models.js";
import { machineIn, NO_RUNTIME, RUNTIME_NOTE, tinyRows } from "./local-bench.js";

function picture(red: number, green: number, blue: number, width = 48, height = 40): Media {
  const pixels = new Uint8Array(width * height * 4);
  for (let at = 0; at < pixels.length; at += 4) pixels.set([red, green, blue, 255], at);
  return {
    kind: "image",
    bytes: encodePng({ width, height, pixels }),
    mediaType: "image/png",
    name: "a.png",
  };
}

const green = picture(10, 240, 10);

/** What each tiny model is asked, and what its weights make of it. */
const CASES: Readonly<
  Record<string, { readonly args: ResolvedArgs; readonly check: (output: TaskOutput) => void }>
> = {
  "text-classification": {
    args: { text: "I love this great movie" },
    check: ({ labels }) => expect(labels?.map(({ label }) => label)).toEqual(["POSITIVE", "NEGATIVE"]),
  },
  "zero-shot-classification": {
    args: { text: "this movie is", labels: ["sad", "happy"] },
    check: ({ labels }) => expect(labels?.map(({ label }) => label)).toEqual(["happy", "sad"]),
  },
  "token-classification": {
    args: { text: "John lives in  Paris." },
    check: ({ entities }) =>
      expect(entities).toMatchObject([
        { entity: "PER", text: "John", start: 0, end: 4 },
        { entity: "LOC", text: "Paris", start: 15, end: 20 },
      ]),
  },
  "fill-mask": {
    args: { text: "this movie is [MASK] ." },
    check: ({ labels }) => expect(labels?.slice(0, 2).map(({ label }) => label)).toEqual(["good", "bad"]),
  },
  "question-answering": {
    args: { question: "john lives in", context: "john lives in paris ." },
    check: ({ text }) => expect(text).toBe("paris"),
  },
  "feature-extraction": {
    args: { text: "good movie" },
    check: ({ vector }) => {
      expect(vector).toHaveLength(16);
      expect(Math.hypot(...(vector ?? []))).toBeCloseTo(1, 5);
    },
  },
  "sentence-similarity": {
    args: { source_sentence: "good movie", sentences: ["awful", "great movie"] },
    check: ({ numbers: [other = 1, alike = 0] = [] }) => expect(alike).toBeGreaterThan(other),
  },
  "text-generation": { args: { text: "i" }, check: ({ text }) => expect(text).toContain("love this movie") },
  translation: {
    args: { text: "the movie is good", target_language: "French" },
    check: ({ text }) => expect(text).toBe("le film est bon"),
  },
  summarization: { args: { text: "the movie" }, check: ({ text }) => expect(text).toBe("le film") },
  "text-to-speech": { args: { text: "good movie" }, check: soundOf },
  "text-to-audio": { args: { text: "great movie" }, check: soundOf },
  "audio-classification": {
    args: { audio: sound([[0.5, 0.9]], 44_100) },
    check: ({ labels }) => expect(labels?.[0]?.label).toBe("loud"),
  },
  "automatic-speech-recognition": {
    args: {
      audio: sound([
        [0.1, 0],
        [0.2, 0.5],
      ]),
    },
    check: ({ text }) => expect(text).toBe("A"),
  },
  "image-classification": {
    args: { image: picture(240, 20, 20) },
    check: ({ labels }) => expect(labels?.[0]?.label).toBe("red"),
  },
  "zero-shot-image-classification": {
    args: { image: green, labels: ["red", "green"] },
    check: ({ labels }) => expect(labels?.[0]?.label).toBe("green"),
  },
  "object-detection": {
    args: { image: green },
    check: ({ boxes }) =>
      expect(boxes).toMatchObject([{ label: "green", box: { xmin: 4, ymin: 7, xmax: 43, ymax: 32 } }]),
  },
  "zero-shot-object-detection": {
    args: { image: green, labels: ["red", "green"] },
    check: ({ boxes }) => expect(boxes?.map(({ label }) => label)).toEqual(["green"]),
  },
  "image-segmentation": {
    args: { image: green },
    check: ({ masks }) => {
      expect(masks?.map(({ label }) => label)).toEqual(["green"]);
      const mask = decodePicture(Buffer.from(masks?.[0]?.mask ?? "", "base64"));
      expect([mask?.width, mask?.height]).toEqual([48, 40]);
    },
  },
  "depth-estimation": { args: { image: gradient() }, check: (output) => pictureOf(output) },
  "image-to-image": {
    args: { image: picture(200, 100, 50, 32, 32) },
    check: (output) => {
      const [red = 0, greenish = 0] = pictureOf(output).pixels;
      expect([red, greenish]).toEqual([100, 50]);
    },
  },
  "image-to-text": {
    args: { image: picture(20, 20, 240) },
    check: ({ text }) => expect(text).toBe("a blue picture"),
  },
  "document-question-answering": {
    args: { image: picture(240, 20, 20), question: "what colour ?" },
    check: ({ text }) => expect(text).toBe("red"),
  },
};

function sound(parts: Parameters<typeof toneWav>[0], rate?: number): Media {
  return { kind: "audio", bytes: toneWav(parts, rate), mediaType: "audio/wav", name: "a.wav" };
}

function gradient(): Media {
  const [width, height] = [48, 40];
  const pixels = new Uint8Array(width * height * 4);
  for (let at = 0; at < width * height; at++)
    pixels.fill(at % 256, at * 4, at * 4 + 3).fill(255, at * 4 + 3, at * 4 + 4);
  return {
    kind: "image",
    bytes: encodePng({ width, height, pixels }),
    mediaType: "image/png",
    name: "b.png",
  };
}

function soundOf({ media }: TaskOutput): void {
  const [sound] = media ?? [];
  expect(sound).toMatchObject({ kind: "audio", mediaType: "audio/wav" });
  expect(Buffer.from(sound?.bytes ?? []).toString("latin1", 0, 4)).toBe("RIFF");
  expect(sound?.bytes.byteLength).toBeGreaterThan(1000);
}

function pictureOf({ media }: TaskOutput) {
  const [file] = media ?? [];
  const decoded = decodePicture(file?.bytes ?? new Uint8Array());
  if (!decoded) throw new Error("The output holds no picture");
  return decoded;
}

function caseOf(task: TaskId) {
  const found = CASES[task];
  if (!found) throw new Error(`No case for ${task}`);
  return found;
}

const { signal } = new AbortController();
const models = TINY_MODELS.filter(({ task }) => CASES[task] !== undefined);

describe.skipIf(NO_RUNTIME)(`models on this machine${RUNTIME_NOTE}`, () => {
  const home = makeHome();
  let hub: HubServer;
  let machine: LocalMachine;
  beforeAll(async () => {
    hub = await startHub({ rows: tinyRows(models) });
    machine = machineIn(home.path, hub);
  });
  afterAll(async () => {
    machine.close();
    await hub.close();
    home.remove();
  });

  const job = (task: TaskId, model: string, args: ResolvedArgs) => ({
    ...{ task, model, args, revision: null },
    endpoint: { kind: "local", provider: "transformers.js", task, status: "live" } as const,
  });

  it.each(models)("fetch $id and do $task", async ({ id, task }) => {
    const { args, check } = caseOf(task);
    const backend = new LocalBackend(machine);
    await backend.prepare(job(task, id, args), signal);
    check(await backend.run(job(task, id, args), signal));
  });

  it.each([
    ["depth-control", "tiny/depth", "depth-estimation", "media"],
    ["seg-control", "tiny/parts", "image-segmentation", "masks"],
  ] as const)("make the guide of %s by %s", async (task, id, own, kind) => {
    const guide = {
      ...job(task, id, { image: green }),
      endpoint: { kind: "local", provider: "transformers.js", task: own, status: "live" } as const,
    };
    const backend = new LocalBackend(machine);
    expect(backend.supports(task, guide.endpoint)).toBe(true);
    await backend.prepare(guide, signal);
    expect((await backend.run(guide, signal))[kind]).toHaveLength(1);
    expect((await machine.shelf.find(id))?.task).toBe(own);
  });

  it("do every task again with nothing from the network", async () => {
    for (const { id, task } of models)
      await new LocalBackend(machine).prepare(job(task, id, caseOf(task).args), signal);
    hub.clearRequests();
    const offline = machineIn(home.path, hub, { offline: true });
    const backend = new LocalBackend(offline);
    try {
      for (const { id, task } of models) {
        const { args, check } = caseOf(task);
        await backend.prepare(job(task, id, args), signal);
        check(await backend.run(job(task, id, args), signal));
      }
    } finally {
      offline.close();
    }
    expect(hub.requests).toEqual([]);
  });
});

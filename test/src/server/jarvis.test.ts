import { readFileSync } from "node:fs";
import { mediaTypeOf } from "@hugginggpt/shared";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "../e2e/bench.js";
import { planning, planOf } from "../e2e/scripts.js";
import { failWith } from "../loopback/faults.js";
import { simulatedWebm } from "../media/simulated-webm.js";
import { RUNS } from "./answers.js";
import { mediaIn } from "./jarvis-page.js";
import { type Maker, startMaker } from "./maker.js";
import { type RunningServer, startServer } from "./running-server.js";

const SPEAK = { task: "text-to-speech", args: { text: "The lighthouse is open." } };
const DRAW = { task: "text-to-image", args: { text: "a lighthouse" } };
const MOOD = { task: "text-classification", args: { text: "I love this harbour" } };

describe("HuggingGPT's own addresses", () => {
  let bench: Bench;
  let server: RunningServer;
  beforeAll(async () => {
    bench = await startBench();
    server = await startServer(bench, bench.synced, ["--jarvis", "--allow-origin", "http://localhost:9999"]);
  });
  afterEach(() => bench.reset());
  afterAll(async () => {
    await server.stop();
    await bench.close();
  });

  /** As its page asks: from its own port, with no token and with a model that counts for nothing. */
  const ask = (path: string, messages: unknown, more: object = {}) =>
    fetch(`${server.url}${path}`, {
      method: "POST",
      body: JSON.stringify({ model: "gpt-3.5-turbo", messages, ...more }),
      headers: { "Content-Type": "application/json", Origin: "http://localhost:9999" },
    });
  const said = async (path: string, words: string) =>
    (await ask(path, [{ role: "user", content: words }])).json() as Promise<Record<string, never>>;

  it("answer in a message whose media the published page finds, plays and shows, each once", async () => {
    bench.answerBy(planning(planOf(SPEAK, { ...DRAW, id: 1 })));
    const { message } = await said("/hugginggpt", "draw a lighthouse and say that it is open");
    const { images, audios, videos } = mediaIn(String(message), server.url);
    expect([images.length, audios.length, videos.length]).toEqual([1, 1, 0]);
    const types = await Promise.all(
      [...images, ...audios].map(async (address) => {
        const response = await fetch(address, { headers: { Range: "bytes=0-9" } });
        return [response.status, response.headers.get("content-type")];
      }),
    );
    expect(types).toEqual([
      [206, "image/png"],
      [206, "audio/wav"],
    ]);
  });

  it("let its page ask across origins, and no other", async () => {
    const asked = (origin: string) =>
      fetch(`${server.url}/hugginggpt`, {
        method: "OPTIONS",
        headers: {
          Origin: origin,
          "Access-Control-Request-Method": "POST",
          "Access-Control-Request-Headers": "content-type",
        },
      });
    const allowed = await asked("http://localhost:9999");
    expect(allowed.headers.get("access-control-allow-origin")).toBe("http://localhost:9999");
    expect((await asked("https://evil.example")).headers.get("access-control-allow-origin")).toBeNull();
    expect((await asked("null")).headers.get("access-control-allow-origin")).toBeNull();
  });

  it("give a plan as a list of tasks, and a message where none is needed", async () => {
    bench.answerBy(planning(planOf(SPEAK, { ...MOOD, id: 1 })));
    expect(await said("/tasks", "say it and judge it")).toEqual([
      { task: "text-to-speech", id: 0, dep: [-1], args: SPEAK.args },
      { task: "text-classification", id: 1, dep: [-1], args: MOOD.args },
    ]);
    bench.answerBy(planning('{"tasks":[]}'));
    expect(await said("/tasks", "hello")).toEqual({ message: expect.any(String) });
  });

  it("give results by the id of the task, under its keys", async () => {
    bench.answerBy(planning(planOf(SPEAK, { ...MOOD, id: 1 }, { ...DRAW, id: 2 })));
    const results = await said("/results", "all three");
    expect(results).toMatchObject({
      "0": {
        task: { task: "text-to-speech", id: 0 },
        "inference result": { "generated audio": expect.stringMatching(/^\/audios\/\S+\.wav$/) },
        "choose model result": { id: expect.any(String), reason: expect.any(String) },
      },
      "1": { "inference result": expect.arrayContaining([{ label: "POSITIVE", score: expect.any(Number) }]) },
      "2": { "inference result": { "generated image": expect.stringMatching(/^\/images\/\S+\.png$/) } },
    });
  });

  it("say a failure in a message with status 200, since its page shows nothing else, and no HTML in it", async () => {
    bench.inference.inject({ match: bench.worksAt("text-to-image"), fault: failWith(500) });
    bench.answerBy(planning(planOf(DRAW)));
    const response = await ask("/hugginggpt", [
      { role: "user", content: "draw <img src=x onerror=alert(1)>" },
    ]);
    expect(response.status).toBe(200);
    const { message } = (await response.json()) as { message: string };
    expect(message).not.toContain("<");
    const wrong = [
      await ask("/hugginggpt", "none"),
      await ask("/tasks", [{ role: "assistant", content: "x" }]),
      await ask("/results", [{ role: "user", content: "x" }], { api_type: "azure" }),
    ];
    for (const one of wrong)
      expect([one.status, await one.json()]).toEqual([200, { message: expect.any(String) }]);
  });

  it("take up the files of earlier answers by their paths", async () => {
    bench.answerBy(planning(planOf(DRAW)));
    const { message } = await said("/hugginggpt", "draw a lighthouse");
    bench.answerBy(planning(planOf({ task: "canny-control", args: { image: "<FILE>-1" } })));
    const response = await ask("/hugginggpt", [
      { role: "user", content: "draw a lighthouse" },
      { role: "assistant", content: message },
      { role: "user", content: "its edges" },
    ]);
    const { message: second } = (await response.json()) as { message: string };
    expect(mediaIn(second, server.url).images[0]).toMatch(/canny-control\.png$/);
  });
});

describe("files that its page does not know", () => {
  const sound = (name: string) =>
    readFileSync(new URL(`../../../packages/shared/src/sound/fixtures/${name}`, import.meta.url));
  const webp = Buffer.from("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA", "base64");
  const bmp = Buffer.from(
    "Qk06AAAAAAAAADYAAAAoAAAAAQAAAAEAAAABABgAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAD/AA==",
    "base64",
  );
  let bench: Bench;
  let maker: Maker;
  let server: RunningServer;
  beforeAll(async () => {
    bench = await startBench();
    maker = await startMaker(bench.synced, ["text-to-speech", "text-to-video", "text-to-image"], {
      "an MP3": ["audio/mpeg", sound("tone.mp3")],
      "an Ogg with Opus": ["audio/ogg", sound("tone.opus")],
      "an Ogg with Vorbis": ["audio/ogg", sound("tone.ogg")],
      "an MP4 with sound": ["audio/mp4", sound("tone.m4a")],
      "a WebM": ["video/webm", simulatedWebm()],
      "half a WebM": ["video/webm", simulatedWebm().subarray(0, 300)],
      "a WebP": ["image/webp", webp],
      "a BMP": ["image/bmp", bmp],
      "half a WebP": ["image/webp", webp.subarray(0, 30)],
    });
    server = await startServer(bench, bench.synced, ["--jarvis", "--backend", "custom", ...maker.args]);
  });
  afterAll(async () => {
    await server.stop();
    await maker.close();
    await bench.close();
  });
  const told = async (task: string, text: string) => {
    bench.answerBy(planning(planOf({ task, args: { text } })));
    const body = JSON.stringify({ messages: [{ role: "user", content: `make ${text}` }] });
    const init = { method: "POST", body, headers: { "Content-Type": "application/json" } };
    const { message } = (await (await fetch(`${server.url}/hugginggpt`, init)).json()) as { message: string };
    return { message, found: mediaIn(message, server.url) };
  };

  it.each([
    ["an MP3", "text-to-speech", "audios", "audio/wav"],
    ["an Ogg with Opus", "text-to-speech", "audios", "audio/wav"],
    ["an Ogg with Vorbis", "text-to-speech", "audios", "audio/wav"],
    ["an MP4 with sound", "text-to-speech", "audios", "audio/wav"],
    ["a WebM", "text-to-video", "videos", "video/mp4"],
    ["a WebP", "text-to-image", "images", "image/png"],
    ["a BMP", "text-to-image", "images", "image/bmp"],
  ] as const)("%s is found, and is what its name says", async (text, task, kind, type) => {
    const { found, message } = await told(task, text);
    expect([found.images.length, found.audios.length, found.videos.length]).toEqual(
      ["images", "audios", "videos"].map((one) => (one === kind ? 1 : 0)),
    );
    const [address = ""] = found[kind];
    const part = await fetch(address, { headers: { Range: "bytes=4-11" } });
    expect([part.status, part.headers.get("content-type")]).toEqual([206, type]);
    const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
    expect(await mediaTypeOf(bytes)).toMatchObject({ mediaType: type });
    expect(Buffer.from(await part.arrayBuffer())).toEqual(Buffer.from(bytes.subarray(4, 12)));
    expect(message).not.toContain("open the other files");
  });

  it.each([
    ["half a WebP", "text-to-image", "image/webp"],
    ["half a WebM", "text-to-video", "video/webm"],
  ])(
    "%s has no other form here: the message says so and gives its whole address",
    async (text, task, type) => {
      const { found, message } = await told(task, text);
      expect([found.images, found.audios, found.videos]).toEqual([[], [], []]);
      expect(message).toContain("open the other files at their addresses");
      const [, address = ""] = /\((http\S+)\)/.exec(message) ?? [];
      const file = await fetch(address);
      expect([file.status, file.headers.get("content-type")]).toEqual([200, type]);
    },
  );

  it("are taken up again by their new names, as they were made", async () => {
    const { message } = await told("text-to-speech", "an MP3");
    const messages = [
      { role: "user", content: "say it" },
      { role: "assistant", content: message },
      { role: "user", content: "write down what was said" },
    ];
    bench.answerBy(planning('{"tasks":[]}'));
    await server.post("/hugginggpt", { messages });
    const { runs } = RUNS.parse(await server.json("/api/runs?limit=1"));
    expect(await server.json(`/api/runs/${runs[0]?.run}`)).toMatchObject({
      files: [{ name: "0-text-to-speech.mp3", mediaType: "audio/mpeg" }],
    });
  });
});

describe("without --jarvis", () => {
  it("there is nothing at HuggingGPT's addresses", async () => {
    const bench = await startBench();
    const server = await startServer(bench, bench.synced);
    try {
      for (const path of ["/hugginggpt", "/tasks", "/results"])
        expect((await server.post(path, { messages: [] })).status).toBe(404);
    } finally {
      await server.stop();
      await bench.close();
    }
  });
});

describe("the published page", () => {
  const base = "http://127.0.0.1:1";
  it.each([
    [
      "a path in round brackets after a model's name",
      "by damo-vilab/text-to-video (/videos/x.mp4)",
      ["/videos/x.mp4"],
      "videos",
    ],
    ["two kinds side by side", "made (/images/a.png) (/audios/b.wav)", ["/images/a.png"], "images"],
  ] as const)("finds %s", (_what, message, paths, kind) => {
    expect(mediaIn(message, base)[kind]).toEqual(paths.map((path) => `${base}${path}`));
  });
});

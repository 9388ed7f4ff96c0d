import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "../e2e/bench.js";
import { planning, planOf } from "../e2e/scripts.js";
import { failWith } from "../loopback/faults.js";
import { mediaIn } from "./jarvis-page.js";
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

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runFolder } from "@hugginggpt/runtime";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { gate } from "../loopback/gate.js";
import { bodyObject, tokenOf } from "../loopback/loopback-request.js";
import { simulatedPng } from "../media/simulated-png.js";
import { type Bench, reportOf, startBench } from "./bench.js";
import { HF_SECRET, OPENAI_SECRET } from "./secrets.js";
import { wavSeconds } from "./wav-seconds.js";

const DUBBED = "Make a video titled 'An astronaut is walking in space' and dub it";
const READING = "simulated reading: open daily from nine to five";

describe("a run against the three servers", () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  it("makes a video and its dubbing at the same time, and leaves both files beside the one that they become", async () => {
    const home = bench.home();
    const [video, speech] = [gate(), gate()];
    bench.inference.inject({ match: bench.worksAt("text-to-video"), fault: video.whole });
    bench.inference.inject({ match: bench.worksAt("text-to-speech"), fault: speech.whole });
    const running = bench.start(["run", DUBBED, "--json"], { home });
    // Neither is answered before both were asked: one after the other would wait here for ever.
    await running.reaches(Promise.all([video.arrived, speech.arrived]));
    video.release();
    speech.release();
    const report = reportOf(await running.ended);
    expect(report.status).toBe("done");
    expect(report.tasks.map(({ task, status }) => [task, status])).toEqual([
      ["text-to-video", "succeeded"],
      ["text-to-speech", "succeeded"],
      ["video-dubbing", "succeeded"],
    ]);
    const [mp4, wav, dubbed] = report.tasks.map(({ artifacts }) => artifacts[0]);
    expect(mp4).toMatchObject({ mediaType: "video/mp4" });
    expect(
      readFileSync(mp4?.path ?? "")
        .subarray(4, 8)
        .toString(),
    ).toBe("ftyp");
    expect(wavSeconds(readFileSync(wav?.path ?? ""))).toBeGreaterThan(0);
    expect(dubbed).toMatchObject({ mediaType: "video/mp4", seconds: 5 });
    expect(wav?.path.startsWith(join(home, "outputs", runFolder(report.run)))).toBe(true);
  });

  it("reads the text in a picture aloud: the recognised text is what the voice is asked to say", async () => {
    const home = bench.home();
    const picture = join(home, "sign.png");
    writeFileSync(picture, simulatedPng("a sign"));
    const report = await bench.report(["run", "read the text in this picture aloud", "--file", picture], {
      home,
    });
    expect(report.status).toBe("done");
    expect(report.plan.map(({ task, dep }) => [task, dep])).toEqual([
      ["image-to-text", [-1]],
      ["text-to-speech", [0]],
    ]);
    expect(report.tasks[0]?.output.text).toBe(READING);
    const [seen, spoken] = bench.inference.requests.filter(({ method }) => method === "POST");
    expect(Buffer.from(seen?.body ?? [])).toEqual(readFileSync(picture));
    expect(JSON.stringify(spoken ? bodyObject(spoken) : null)).toContain(READING);
    expect(report.tasks[1]?.artifacts[0]?.mediaType).toMatch(/^audio\//);
  });

  it("shows stages, choices with reasons and attempts on standard error, and the answer on standard output", async () => {
    const end = await bench.run(["run", DUBBED, "--verbose"], { home: bench.home() });
    expect(end.code).toBe(0);
    for (const part of [
      /Controller: openai:simulated-model/,
      /1\. Task planning/,
      /\[0\] text-to-video: invented-lab\/\S+ \(Simulated choice/,
      /text-to-video: invented-lab\/\S+ at provider:fal-ai \.\.\./,
      /text-to-speech: done/,
      /Done in/,
    ]) {
      expect(end.stderr).toMatch(part);
    }
    expect(end.stdout).toContain("text-to-video by invented-lab/");
    expect(end.stdout).toMatch(/Files:\n.*\.mp4.*\n.*\.wav/);
  });

  it("counts the calls to the language model and their tokens", async () => {
    const { usage } = await bench.report(["run", DUBBED], { home: bench.home() });
    expect(usage.llmCalls).toBe(
      bench.llm.requests.filter(({ path }) => path.endsWith("/chat/completions")).length,
    );
    expect(usage.promptTokens).toBeGreaterThan(100);
    expect(usage.completionTokens).toBeGreaterThan(10);
  });

  it("answers a request that needs no task directly", async () => {
    bench.answerBy((call) => (call.schema ? '{"tasks":[]}' : "Good morning to you too."));
    const report = await bench.report(["run", "Good morning!"], { home: bench.home() });
    expect(report).toMatchObject({ status: "done", answer: "Good morning to you too.", plan: [], tasks: [] });
    expect(bench.inference.requests).toEqual([]);
  });

  it("sends each secret to its own server only", async () => {
    await bench.report(["run", DUBBED], { home: bench.home() });
    const posted = bench.inference.requests.filter(({ method }) => method === "POST");
    expect(posted.map(tokenOf)).toEqual(posted.map(() => HF_SECRET));
    expect(bench.llm.requests.map(tokenOf)).toEqual(bench.llm.requests.map(() => OPENAI_SECRET));
    expect(
      JSON.stringify(bench.llm.requests.map(({ headers, body }) => [headers, Buffer.from(body).toString()])),
    ).not.toContain(HF_SECRET);
    expect(JSON.stringify(bench.inference.requests.map(({ headers }) => headers))).not.toContain(
      OPENAI_SECRET,
    );
  });

  it("works through the router's language model where no other is configured", async () => {
    const env = { OPENAI_BASE_URL: "", OPENAI_API_KEY: "" };
    const report = await bench.report(["run", 'Summarize "It rained. Then the sun came. It was late."'], {
      home: bench.home(),
      env,
    });
    expect(report).toMatchObject({ status: "done", controller: "hf:openai/gpt-oss-120b" });
    expect(bench.llm.requests).toEqual([]);
  });
});

import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { gate } from "../loopback/gate.js";
import { type Bench, startBench } from "./bench.js";
import { filesUnder } from "./temp-home.js";

const DUBBED = "Make a video titled 'An astronaut is walking in space' and dub it";
/** From Ctrl-C to the last closed socket, in milliseconds. */
const LIMIT_MS = 250;
/** Other work on the machine can only make it slower: the quickest of these counts. */
const TIMES = 20;

describe.skipIf(process.platform === "win32")("Ctrl-C while models work", () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  /** Interrupts a run once both models hang; returns how long the server then held a socket, by its own clock. */
  async function interrupt(home: string, held: "whole" | "body"): Promise<number> {
    bench.reset();
    const [video, speech] = [gate(), gate()];
    bench.inference.inject({ match: bench.worksAt("text-to-video"), fault: video[held] });
    bench.inference.inject({ match: bench.worksAt("text-to-speech"), fault: speech[held] });
    const running = bench.start(["run", DUBBED, "--json"], { home });
    await running.reaches(Promise.all([video.arrived, speech.arrived]));
    const began = performance.now();
    running.kill("SIGINT");
    const answered = await Promise.all(bench.inference.requests.map((request) => request.answered));
    const took = performance.now() - began;
    expect(answered).toEqual([false, false]);
    expect(await running.ended).toMatchObject({ code: 130, stdout: "" });
    video.release();
    speech.release();
    return took;
  }

  it.each(["whole", "body"] as const)(
    "closes every socket within 250 ms (%s answer held back), reports no event after it, and ends with 130",
    async (held) => {
      const home = bench.home();
      const took: number[] = [];
      while (took.length < TIMES && !took.some((ms) => ms < LIMIT_MS)) took.push(await interrupt(home, held));
      expect(Math.min(...took)).toBeLessThan(LIMIT_MS);
      const journals = filesUnder(home).filter((file) => file.endsWith(".jsonl"));
      expect(journals.length).toBeGreaterThan(0);
      for (const file of journals) {
        const journal = readFileSync(file, "utf8");
        expect(journal).toContain("attempt-started");
        expect(journal).not.toMatch(/attempt-failed|task-ended|answer-ready|run-ended/);
      }
    },
  );

  it("stops following a job in a provider's queue", async () => {
    const home = bench.home();
    const held = gate();
    bench.inference.inject({ match: /GET .*\/requests\/.*\/status/, fault: held.whole });
    const running = bench.start(["run", DUBBED, "--json"], { home });
    await running.reaches(held.arrived);
    running.kill("SIGINT");
    expect(await running.ended).toMatchObject({ code: 130 });
    expect(await bench.inference.requests.at(-1)?.answered).toBe(false);
    held.release();
  });
});

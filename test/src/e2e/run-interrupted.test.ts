import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { gate } from "../loopback/gate.js";
import { type Bench, startBench } from "./bench.js";
import { filesUnder } from "./temp-home.js";

const SPEECH = ["run", "Read 'Good evening' aloud", "--backend", "providers"];

describe.skipIf(process.platform === "win32")("a run that is interrupted", () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)(
    "by %s while a model works ends with %i, closes the connection and leaves no file",
    async (signal, code) => {
      const home = bench.home();
      const held = gate();
      bench.inference.inject({ match: bench.worksAt("text-to-speech"), fault: held.whole });
      const running = bench.start([...SPEECH, "--json"], { home });
      await running.reaches(held.arrived);
      running.kill(signal);
      const end = await running.ended;
      expect(end).toMatchObject({ code, signal: null, stdout: "" });
      expect(end.stderr).toContain("Interrupted");
      const [request] = bench.inference.requests;
      expect(await request?.answered).toBe(false);
      held.release();
      expect(filesUnder(home).filter((file) => /\.(wav|flac|mp3|tmp)$/.test(file))).toEqual([]);
    },
  );

  it.each(["plan", "choice", "answer"])(
    "while the language model writes the %s ends with 130",
    async (stage) => {
      const home = bench.home();
      const held = gate();
      bench.llm.inject({
        match: ({ body }) => stageOf(Buffer.from(body).toString()) === stage,
        fault: held.whole,
      });
      const running = bench.start(SPEECH, { home });
      await running.reaches(held.arrived);
      running.kill("SIGINT");
      expect(await running.ended).toMatchObject({ code: 130, stdout: "" });
      const last = bench.llm.requests.at(-1);
      expect(await last?.answered).toBe(false);
      held.release();
    },
  );

  it("ends at once at the second Ctrl-C", async () => {
    const held = gate();
    bench.inference.inject({ match: bench.worksAt("text-to-speech"), fault: held.whole });
    const running = bench.start(SPEECH, { home: bench.home() });
    await running.reaches(held.arrived);
    running.kill("SIGINT");
    running.kill("SIGINT");
    expect(await running.ended).toMatchObject({ code: 130 });
    held.release();
  });
});

function stageOf(body: string): string {
  if (body.includes('"name":"plan"')) return "plan";
  if (body.includes('"name":"choice"')) return "choice";
  return body.includes("===RESULTS") ? "answer" : "other";
}

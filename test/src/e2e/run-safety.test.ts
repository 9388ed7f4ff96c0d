import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { bodyText } from "../loopback/loopback-request.js";
import { startLoopback } from "../loopback/loopback-server.js";
import { bytes } from "../loopback/reply.js";
import { simulatedPng } from "../media/simulated-png.js";
import { type Bench, startBench } from "./bench.js";
import { planning, planOf } from "./scripts.js";

describe("what a language model writes into a plan", () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  it("opens no file that the user did not give", async () => {
    const home = bench.home();
    const given = join(home, "photo.png");
    writeFileSync(given, simulatedPng("photo"));
    const secret = join(home, "diary.png");
    writeFileSync(secret, Buffer.concat([simulatedPng("diary"), Buffer.from("dear diary")]));
    for (const path of ["/etc/passwd", secret, "../diary.png", `file://${secret}`, "C:\\Windows\\win.ini"]) {
      bench.answerBy(planning(planOf({ task: "image-to-text", args: { image: path } })));
      const end = await bench.run(["run", "what is in the picture", "--verbose", "--file", given], { home });
      expect(end.code, path).toBe(1);
      expect(end.stderr, path).toMatch(/plan 3 rejected/);
      expect(end.stdout + end.stderr, path).not.toMatch(/root:|dear diary/);
    }
    expect(bench.inference.requests).toEqual([]);
    expect(bench.llm.requests.map(bodyText).join()).not.toMatch(/root:x|dear diary/);
  });

  it("fetches no address", async () => {
    const trap = await startLoopback(() => bytes(simulatedPng("trap"), "image/png"));
    onTestFinished(() => trap.close());
    for (const task of ["image-to-text", "object-detection"]) {
      bench.answerBy(planning(planOf({ task, args: { image: `${trap.url}/cat.png` } })));
      const home = bench.home();
      writeFileSync(join(home, "photo.png"), simulatedPng("photo"));
      const end = await bench.run(["run", "what is in the picture", "--verbose", "--file", "photo.png"], {
        home,
      });
      expect(end.code).toBe(1);
      expect(end.stderr).toMatch(/rejected/);
    }
    expect(trap.requests).toEqual([]);
    expect(bench.inference.requests).toEqual([]);
  });

  it("is words where words are wanted: a path is read aloud, not opened", async () => {
    bench.answerBy(planning(planOf({ task: "text-to-speech", args: { text: "/etc/passwd" } })));
    const report = await bench.report(["run", "say it"], { home: bench.home() });
    expect(report.status).toBe("done");
    const posted = bench.inference.requests.filter(({ method }) => method === "POST").map(bodyText);
    expect(posted.join()).toContain("/etc/passwd");
    expect(posted.join()).not.toContain("root:");
  });

  it("reaches the terminal without control characters", async () => {
    bench.answerBy((call) => (call.schema ? '{"tasks":[]}' : "red \u001b[31malert\u001b]0;owned\u0007 end"));
    const end = await bench.run(["run", "hello"], { home: bench.home() });
    for (const control of ["\u001b", "\u0007"]) expect(end.stdout).not.toContain(control);
    expect(end.stdout).toContain("alert");
  });
});

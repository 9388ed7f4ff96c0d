import type { RunReport } from "@hugginggpt/runtime";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { gate } from "../loopback/gate.js";
import { type Bench, startBench } from "./bench.js";
import { planning, planOf } from "./scripts.js";

const VIDEO = planOf({ task: "text-to-video", args: { text: "An astronaut is walking in space" } });
const STATUS = /GET .*\/requests\/.*\/status/;

describe("a job that a provider does in its own time", () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  it("is shown with its place in the queue and how far it is", async () => {
    bench.answerBy(planning(VIDEO));
    const states = [
      { status: "IN_QUEUE", queue_position: 4 },
      { status: "IN_PROGRESS", logs: [{ message: " 37%|###   |" }] },
    ];
    bench.inference.inject({
      match: STATUS,
      times: 2,
      fault: () => ({
        status: 202,
        headers: { "content-type": "application/json" },
        body: Buffer.from(JSON.stringify(states.shift())),
      }),
    });
    const end = await bench.run(["run", "make a video", "--backend", "providers", "--verbose"], {
      home: bench.home(),
    });
    expect(end.code).toBe(0);
    expect(end.stderr).toContain("fal-ai has accepted the job");
    expect(end.stderr).toContain("queued, 4 ahead of it");
    expect(end.stderr).toContain("running, 37 %");
  });

  it.skipIf(process.platform === "win32")(
    "is waited for after a kill, and not submitted a second time",
    async () => {
      bench.answerBy(planning(VIDEO));
      const home = bench.home();
      const held = gate();
      bench.inference.inject({ match: STATUS, fault: held.whole });
      const running = bench.startProcess(["run", "make a video", "--backend", "providers", "--verbose"], {
        home,
      });
      await running.reaches(held.arrived);
      running.kill("SIGKILL");
      await running.ended;
      held.release();
      bench.inference.heal();
      const end = await bench.run(["runs", "resume", "last", "--json"], { home });
      const report: RunReport = JSON.parse(end.stdout);
      expect(report.status).toBe("done");
      expect(report.tasks[0]?.artifacts[0]?.mediaType).toBe("video/mp4");
      const submitted = bench.inference.requests.filter(bench.worksAt("text-to-video"));
      expect(submitted).toHaveLength(1);
    },
  );
});

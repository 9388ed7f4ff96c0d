import { postgresServer } from "@hugginggpt/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "../e2e/bench.js";
import { planning, planOf } from "../e2e/scripts.js";
import { type Gate, gate } from "../loopback/gate.js";
import { type SharedPlace, sharedPlace } from "./shared-place.js";

const server = await postgresServer();
const TWO = planOf(
  { task: "text-to-speech", args: { text: "The lighthouse is open." } },
  { task: "text-to-speech", args: { text: "It closes at six." }, dep: [0] },
);
const WORKER = ["worker", "--backend", "providers", "--json"];

describe.skipIf(server.missing !== null || process.platform === "win32")(
  `runs of a worker that is gone (${server.missing ?? server.name})`,
  () => {
    let bench: Bench;
    let place: SharedPlace;
    beforeAll(async () => {
      bench = await startBench();
      place = await sharedPlace(server, bench);
    });
    afterEach(() => bench.reset());
    afterAll(() => Promise.all([bench.close(), place.close()]));

    const start = (args: readonly string[]) => bench.start(args, { home: bench.home(), env: place.env });
    /** Puts a run of two tasks in, and has a worker in a process of its own come to the second one. */
    async function heldAtSecond(held: Gate) {
      bench.answerBy(planning(TWO));
      bench.inference.inject({
        match: bench.worksAt("text-to-speech"),
        fault: held.whole,
        after: 1,
        times: 1,
      });
      const worker = bench.startProcess(WORKER, { home: bench.home(), env: place.env });
      const asked = start(["run", "--queue", "say both", "--json"]);
      await worker.reaches(held.arrived);
      return { worker, asked };
    }
    const count =
      (events: readonly { readonly type: string; readonly task?: number }[]) =>
      (type: string, task?: number) =>
        events.filter((event) => event.type === type && event.task === task).length;

    it("go on at another one from the last finished task, and no finished task is done twice", async () => {
      const held = gate();
      const { worker, asked } = await heldAtSecond(held);
      worker.kill("SIGKILL");
      await worker.ended;
      const other = start(WORKER);
      await place.endClaims();
      const { code, stdout } = await asked.ended;
      const report = JSON.parse(stdout);
      expect([code, report.status]).toEqual([0, "done"]);
      held.release();
      other.kill("SIGTERM");
      expect((await other.ended).stdout).toContain(`"run":"${report.run}","status":"done"`);
      const times = count(await place.events(report.run));
      expect([times("task-ended", 0), times("task-ended", 1), times("run-ended")]).toEqual([1, 1, 1]);
      expect([times("attempt-started", 0), times("attempt-started", 1)]).toEqual([1, 2]);
    });

    it("are written by whoever has them now: what one says that stood still for too long is refused", async () => {
      const held = gate();
      const { worker, asked } = await heldAtSecond(held);
      worker.kill("SIGSTOP");
      const other = start(WORKER);
      await place.endClaims();
      const { stdout } = await asked.ended;
      const report = JSON.parse(stdout);
      expect(report.status).toBe("done");
      const before = await place.events(report.run);
      held.release();
      worker.kill("SIGCONT");
      worker.kill("SIGTERM");
      const said = await worker.ended;
      expect(said.stdout).toContain(report.run);
      expect(said.stdout).not.toContain('"status":"done"');
      expect(await place.events(report.run)).toEqual(before);
      other.kill("SIGTERM");
      await other.ended;
    });
  },
);

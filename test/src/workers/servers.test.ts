import { postgresServer } from "@hugginggpt/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "../e2e/bench.js";
import { planning, planOf } from "../e2e/scripts.js";
import { gate } from "../loopback/gate.js";
import { BEGUN, RUNS } from "../server/answers.js";
import { type RunningServer, startServer } from "../server/running-server.js";
import { type SharedPlace, sharedPlace } from "./shared-place.js";

const server = await postgresServer();
const SPEAK = planOf({ task: "text-to-speech", args: { text: "The lighthouse is open." } });
const TOKEN = "a-token-that-all-servers-take";

describe.skipIf(server.missing !== null)(
  `two servers and a worker over one database (${server.missing ?? server.name})`,
  () => {
    let bench: Bench;
    let place: SharedPlace;
    let one: RunningServer;
    let other: RunningServer;
    let homes: readonly string[] = [];
    const start = (args: readonly string[], home: string) => bench.start(args, { home, env: place.env });
    const worker = () => start(["worker", "--backend", "providers"], bench.home());

    beforeAll(async () => {
      bench = await startBench();
      place = await sharedPlace(server, bench);
      const serve = (home: string) =>
        startServer(bench, home, ["--no-worker", "--token", TOKEN], (args) => start(args, home));
      homes = [bench.synced, bench.synced];
      [one, other] = (await Promise.all(homes.map(serve))) as [RunningServer, RunningServer];
    });
    afterEach(async () => {
      bench.reset();
    });
    afterAll(async () => {
      await Promise.all([one.stop(), other.stop()]);
      await Promise.all([bench.close(), place.close()]);
    });

    it("are as one: a run of the first is listed, followed, approved and had from the second", async () => {
      bench.answerBy(planning(SPEAK));
      const run = await one.begin("say it", { approve: true });
      expect(await other.json(`/api/runs/${run}`)).toMatchObject({ status: "queued" });
      const followed = other.events(run);
      const works = worker();
      await other.reaches(run, "approval-wanted");
      expect(await other.json(`/api/runs/${run}`)).toMatchObject({
        status: "waiting",
        proposal: { tasks: [{ id: 0 }] },
      });
      expect((await other.post(`/api/runs/${run}/approve`, { approve: true })).status).toBe(200);
      const ended = await one.ended(run);
      expect(ended).toMatchObject({ status: "done" });
      const numbers = (await followed).flatMap(({ seq }) => (seq === null ? [] : [seq]));
      expect(numbers).toEqual(numbers.map((_, place) => place + 1));
      const after = numbers[3] ?? 0;
      const rest = await one.events(run, after);
      expect(rest.flatMap(({ seq }) => seq ?? [])).toEqual(numbers.slice(after));
      const { runs } = RUNS.parse(await other.json("/api/runs"));
      expect(runs.map((each) => each.run)).toContain(run);
      const [artifact] = ended.tasks[0]?.artifacts ?? [];
      const file = await fetch(`${other.url}${artifact?.href}`);
      expect([file.status, (await file.arrayBuffer()).byteLength > 44]).toEqual([200, true]);
      works.kill("SIGTERM");
      expect((await works.ended).stdout).toContain("done: 1 task");
    });

    it("begin one run for a request that is sent to both, and refuse its name for another request", async () => {
      const key = { "Idempotency-Key": "once" };
      const wanted = { request: "say it once" };
      const taken = await Promise.all(
        [one, other, one, other].map(async (each) =>
          BEGUN.parse(await each.posted("/api/runs", wanted, key)),
        ),
      );
      expect(new Set(taken.map(({ run }) => run)).size).toBe(1);
      expect(taken.filter(({ joined }) => !joined)).toHaveLength(1);
      const refused = await other.post("/api/runs", { request: "say something else" }, key);
      expect(refused.status).toBe(409);
      const run = taken[0]?.run;
      expect(await other.posted(`/api/runs/${run}/cancel`, {})).toMatchObject({ stopped: true });
      expect(await one.json(`/api/runs/${run}`)).toMatchObject({ status: "cancelled" });
    });

    it("cancel a run that a worker is at, and take it up again", async () => {
      bench.answerBy(planning(SPEAK));
      const held = gate();
      bench.inference.inject({ match: bench.worksAt("text-to-speech"), fault: held.whole, times: 1 });
      const works = worker();
      const run = await one.begin("say it");
      await works.reaches(held.arrived);
      expect(await other.posted(`/api/runs/${run}/cancel`, {})).toMatchObject({ stopped: true });
      expect(await one.json(`/api/runs/${run}`)).toMatchObject({ status: "cancelled" });
      held.release();
      expect((await one.post(`/api/runs/${run}/resume`, {})).status).toBe(200);
      expect(await other.ended(run)).toMatchObject({ status: "done" });
      works.kill("SIGTERM");
      expect((await works.ended).stdout).toContain("stopped");
    });

    it("show a run that was asked for at the command line, which Ctrl-C there cancels", async () => {
      bench.answerBy(planning(SPEAK));
      const held = gate();
      bench.inference.inject({ match: bench.worksAt("text-to-speech"), fault: held.whole, times: 1 });
      const works = worker();
      const asked = start(["run", "--queue", "say it"], bench.home());
      await works.reaches(held.arrived);
      const [latest] = RUNS.parse(await one.json("/api/runs?limit=1")).runs;
      const run = latest?.run;
      expect(latest?.status).toBe("running");
      asked.kill("SIGINT");
      const { code, stderr } = await asked.ended;
      expect([code, stderr]).toEqual([130, expect.stringContaining("runs resume")]);
      expect(await other.json(`/api/runs/${run}`)).toMatchObject({ status: "cancelled" });
      held.release();
      works.kill("SIGTERM");
      await works.ended;
    });

    it("give the runs of a worker that stops to the next", async () => {
      bench.answerBy(planning(SPEAK));
      const held = gate();
      bench.inference.inject({ match: bench.worksAt("text-to-speech"), fault: held.whole, times: 1 });
      const first = worker();
      const run = await one.begin("say it");
      await first.reaches(held.arrived);
      first.kill("SIGTERM");
      expect((await first.ended).stdout).toContain("given back");
      held.release();
      const next = start(["worker", "--until-empty", "--backend", "providers"], bench.home());
      expect(await other.ended(run)).toMatchObject({ status: "done" });
      expect((await next.ended).code).toBe(0);
    });
  },
);

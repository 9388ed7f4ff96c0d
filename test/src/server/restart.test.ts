import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "../e2e/bench.js";
import { planning, planOf } from "../e2e/scripts.js";
import { BEGUN, CHAT, RUN } from "./answers.js";
import { startServer } from "./running-server.js";

const SPEAK = { task: "text-to-speech", args: { text: "The lighthouse is open." } };

describe("a server that is started again", () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  it("goes on with the runs that waited or were worked on, and a client misses no event of theirs", async () => {
    const home = bench.home();
    const args = ["--backend", "builtin", "--runs", "1"];
    const first = await startServer(bench, home, args);
    bench.answerBy(planning(planOf(SPEAK)));
    const held = await first.begin("say it", { approve: true });
    const waiting = await first.begin("say it, too", { approve: true });
    const before = RUN.parse(await first.json(`/api/runs/${held}`));
    const { stderr } = await first.stop();
    expect(stderr).toContain("the next start continues");
    const second = await startServer(bench, home, args);
    for (const run of [held, waiting]) {
      await second.reaches(run, "approval-wanted");
      expect((await second.post(`/api/runs/${run}/approve`, { approve: true })).status).toBe(200);
      expect(await second.ended(run)).toMatchObject({ status: "done" });
    }
    const events = await second.events(held, before.seq);
    const numbers = events.flatMap(({ seq }) => (seq === null ? [] : [seq]));
    expect(numbers).toEqual(numbers.map((_, place) => before.seq + 1 + place));
    expect(events.at(-1)?.type).toBe("run-ended");
    await second.stop();
    const third = await startServer(bench, home, args);
    expect(await third.json(`/api/runs/${held}`)).toMatchObject({ status: "done" });
    await third.stop();
  });

  it("tells a client that waits for an answer that it stops, and the same request gets the answer of the next one", async () => {
    const home = bench.home();
    bench.answerBy(planning(planOf(SPEAK)));
    const args = ["--backend", "builtin", "--runs", "1", "--token", "the-same-for-both-servers"];
    const first = await startServer(bench, home, args);
    await first.reaches(await first.begin("wait", { approve: true }), "approval-wanted");
    const chat = { model: "hugginggpt", stream: true, messages: [{ role: "user", content: "say it" }] };
    const key = { "Idempotency-Key": "one" };
    bench.answerBy(() => new Promise(() => undefined));
    const waiting = await first.post("/v1/chat/completions", chat, key);
    const { stderr } = await first.stop();
    expect(await waiting.text()).toContain('"code":"DRAINING"');
    expect(stderr).not.toContain("error:");
    bench.answerBy(planning(planOf(SPEAK)));
    const second = await startServer(bench, home, args);
    const answer = await second.post("/v1/chat/completions", chat, key);
    expect(answer.headers.get("x-run-id")).toBe(waiting.headers.get("x-run-id"));
    expect(await answer.text()).toContain("0-text-to-speech.wav");
    await second.stop();
  });

  it("goes on with a run after it was killed, and a request that is sent again with its key gets that run and its answer", async () => {
    const home = bench.home();
    bench.answerBy(planning(planOf(SPEAK)));
    const args = ["--backend", "builtin", "--token", "the-same-for-both-servers"];
    const killed = await startServer(bench, home, args, bench.startProcess);
    const asked = { request: "say it", approve: true };
    const key = { "Idempotency-Key": "one" };
    const { run } = BEGUN.parse(await killed.posted("/api/runs", asked, key));
    const chat = { model: "hugginggpt", messages: [{ role: "user", content: "say it as a chat" }] };
    const said = CHAT.parse(await killed.posted("/v1/chat/completions", chat, { "Idempotency-Key": "two" }));
    await killed.reaches(run, "approval-wanted");
    killed.cli.kill("SIGKILL");
    await killed.cli.ended;
    const second = await startServer(bench, home, args);
    await second.reaches(run, "approval-wanted");
    expect(await second.posted("/api/runs", asked, key)).toMatchObject({ run, joined: true });
    const again = await second.posted("/v1/chat/completions", chat, { "Idempotency-Key": "two" });
    const answer = { content: expect.stringContaining("0-text-to-speech.wav") };
    expect(again).toMatchObject({ id: said.id, usage: said.usage, choices: [{ message: answer }] });
    expect((await second.post(`/api/runs/${run}/approve`, { approve: true })).status).toBe(200);
    expect(await second.ended(run)).toMatchObject({ status: "done" });
    expect(await second.posted("/api/runs", asked, key)).toMatchObject({ run, joined: true });
    await second.stop();
  });
});

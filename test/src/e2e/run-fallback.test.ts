import type { RunReport } from "@hugginggpt/runtime";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { sandboxReply } from "../llm/sandbox-reply.js";
import { forModel } from "../loopback/fault-rules.js";
import { failWith, htmlPage, inTurn, rateLimited, truncateBody } from "../loopback/faults.js";
import { type Bench, startBench } from "./bench.js";
import { isAnswering, planning, planOf } from "./scripts.js";

const MOOD = "What is the mood of 'I love this harbour'?";
const PLAN = planOf({ task: "text-classification", args: { text: "I love this harbour" } });

describe("a run whose first choice fails", () => {
  let bench: Bench;
  let offered: readonly string[];
  beforeAll(async () => {
    bench = await startBench();
    bench.answerBy(planning(PLAN));
    const dry = await bench.report(["run", MOOD, "--dry-run", "--backend", "providers"], {
      home: bench.synced,
    });
    offered = dry.tasks[0]?.candidates ?? [];
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  const moodOf = async (
    ...args: string[]
  ): Promise<RunReport["tasks"][number] & Pick<RunReport, "answer">> => {
    bench.answerBy(planning(PLAN));
    const report = await bench.report(["run", MOOD, "--backend", "providers", ...args], {
      home: bench.home(),
    });
    const [task] = report.tasks;
    if (!task) throw new Error("The run had no task");
    return { ...task, answer: report.answer };
  };

  it("tries again after a 503, and falls to the next candidate after the 500 that follows; the answer names who did it", async () => {
    const [first = "", second = ""] = offered;
    const rule = bench.inference.inject({
      match: forModel(first),
      fault: inTurn(failWith(503), failWith(500)),
    });
    const task = await moodOf();
    expect(rule.hits).toBe(2);
    expect(task).toMatchObject({ status: "succeeded", model: second });
    expect(task.attempts).toMatchObject([
      { model: first, ok: false, error: expect.stringContaining("500") },
      { model: second, ok: true, error: null },
    ]);
    expect(task.answer).toMatch(new RegExp(`by ${second}.*tried before: ${first}`));
  });

  it("stays with the first candidate where a second try succeeds", async () => {
    const [first = ""] = offered;
    const rule = bench.inference.inject({ match: forModel(first), times: 1, fault: failWith(503) });
    expect(await moodOf()).toMatchObject({ model: first, attempts: [{ model: first, ok: true }] });
    expect(rule.hits).toBe(1);
  });

  it.each([
    ["a web page", htmlPage()],
    ["half an answer", truncateBody()],
    ["a rate limit without an end in sight", rateLimited(3600)],
    ["a model that is not served any more", failWith(410)],
  ])("falls to the next candidate after %s", async (_what, fault) => {
    const [first = "", second = ""] = offered;
    bench.inference.inject({ match: forModel(first), fault });
    expect(await moodOf()).toMatchObject({ status: "succeeded", model: second });
  });

  it("fails with every attempt told where no candidate can, ends with 1, and the answer says so", async () => {
    bench.inference.inject({ match: bench.worksAt("text-classification"), fault: failWith(500) });
    bench.answerBy(planning(PLAN));
    const end = await bench.run(["run", MOOD, "--backend", "providers", "--json"], { home: bench.home() });
    expect(end.code).toBe(1);
    const report: RunReport = JSON.parse(end.stdout);
    expect(report.status).toBe("failed");
    expect(report.tasks[0]?.attempts.map(({ model }) => model)).toEqual(offered.slice(0, 3));
    expect(report.answer).toMatch(/text-classification failed.*500/);
  });

  it("takes what was offered only: an invented choice falls back to the first, and says so", async () => {
    bench.answerBy((call) =>
      call.schema?.name === "choice" ? '{"id":"evil/model","reason":"trust me"}' : planning(PLAN)(call),
    );
    const report = await bench.report(["run", MOOD, "--backend", "providers"], { home: bench.home() });
    expect(report.tasks[0]).toMatchObject({
      model: offered[0],
      reason: expect.stringMatching(/evil\/model.*not offered.*top-ranked/),
    });
  });

  it("blocks only what depends on a failed task", async () => {
    bench.inference.inject({ match: bench.worksAt("translation"), fault: failWith(500) });
    const chain = planOf(
      { task: "translation", args: { text: "Guten Tag", target_language: "English" } },
      { task: "text-to-speech", args: { text: "<GENERATED>-0" }, dep: [0] },
      { task: "text-classification", args: { text: "I love this harbour" } },
    );
    bench.answerBy(planning(chain));
    const end = await bench.run(["run", "all three", "--backend", "providers", "--json"], {
      home: bench.home(),
    });
    const report: RunReport = JSON.parse(end.stdout);
    expect(end.code).toBe(1);
    expect(report.status).toBe("partial");
    expect(Object.fromEntries(report.tasks.map(({ id, status }) => [id, status]))).toEqual({
      0: "failed",
      1: "blocked",
      2: "succeeded",
    });
  });

  it("prints the results where the language model fails at the answer", async () => {
    bench.answerBy((call) =>
      isAnswering(call)
        ? { error: { status: 400, message: "overloaded" } }
        : (planning(PLAN)(call) ?? sandboxReply(call)),
    );
    const end = await bench.run(["run", MOOD, "--backend", "providers"], { home: bench.home() });
    expect(end.code).toBe(0);
    expect(end.stdout).toContain("The language model could not write the answer");
    expect(end.stdout).toMatch(/POSITIVE/);
    expect(end.stdout).toContain(offered[0] ?? "?");
  });
});

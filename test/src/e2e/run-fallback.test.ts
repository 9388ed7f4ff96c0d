import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunReport } from "@hugginggpt/runtime";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { sandboxReply } from "../llm/sandbox-reply.js";
import { forModel } from "../loopback/fault-rules.js";
import { failWith, honestly, htmlPage, inTurn, rateLimited, truncateBody } from "../loopback/faults.js";
import { simulatedPng } from "../media/simulated-png.js";
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

  it("moves on at once after a 503, without a second request; the answer names who did it", async () => {
    const [first = "", second = ""] = offered;
    const rule = bench.inference.inject({ match: forModel(first), fault: failWith(503) });
    const task = await moodOf();
    expect(rule.hits).toBe(1);
    expect(task).toMatchObject({ status: "succeeded", model: second });
    expect(task.attempts).toMatchObject([
      { model: first, ok: false, error: expect.stringContaining("503") },
      { model: second, ok: true, error: null },
    ]);
    expect(task.answer).toMatch(new RegExp(`by ${second}.*tried before: ${first}`));
  });

  it("leaves a busy provider alone in every task, and waits for it where nothing else is left", async () => {
    bench.answerBy(
      planning(
        planOf(
          { task: "text-classification", args: { text: "I love this harbour" } },
          { task: "text-classification", args: { text: "I hate this harbour" }, dep: [0] },
        ),
      ),
    );
    const rule = bench.inference.inject({
      match: bench.worksAt("text-classification"),
      fault: failWith(429, { headers: { "retry-after": "1" } }),
      times: 1,
    });
    const end = await bench.run(
      ["run", "the mood of both", "--backend", "providers", "--json", "--verbose"],
      {
        home: bench.home(),
      },
    );
    const report: RunReport = JSON.parse(end.stdout);
    expect(rule.hits).toBe(1);
    expect(report.status).toBe("done");
    expect(report.tasks.map(({ attempts }) => attempts.length)).toEqual([2, 1]);
    expect(end.stderr).toMatch(/waiting .* for provider:hf-inference/);
  });

  it("tries another model no further than --candidates and --retries allow", async () => {
    bench.inference.inject({ match: bench.worksAt("text-classification"), fault: failWith(500) });
    bench.answerBy(planning(PLAN));
    const tried = async (...flags: string[]): Promise<number> => {
      const report = await bench.report(["run", MOOD, "--backend", "providers", ...flags], {
        home: bench.home(),
      });
      return report.tasks[0]?.attempts.length ?? 0;
    };
    expect(await tried("--candidates", "1", "--retries", "0")).toBe(1);
    expect(await tried("--candidates", "2", "--retries", "1")).toBe(3);
  });

  it("does not burn the chain on a bad argument: two models are believed", async () => {
    bench.inference.inject({
      match: bench.worksAt("text-classification"),
      fault: failWith(422, { body: '{"error":"inputs must be shorter"}' }),
    });
    bench.answerBy(planning(PLAN));
    const report = await bench.report(["run", MOOD], { home: bench.home() });
    expect(report.tasks[0]?.attempts.map(({ endpoint, ok }) => `${endpoint} ${ok}`)).toEqual([
      "provider:hf-inference false",
      "provider:hf-inference false",
      expect.stringMatching(/^(controller|builtin:vader) true$/),
    ]);
  });

  it("lets a model be tried once more where everything else failed too", async () => {
    const [first = ""] = offered;
    const rule = bench.inference.inject({
      match: forModel(first),
      fault: inTurn(failWith(500), honestly),
    });
    const task = await moodOf("--candidates", "1");
    expect(rule.hits).toBe(2);
    expect(task).toMatchObject({ model: first, attempts: [{ ok: false }, { ok: true }] });
  });

  it.each([
    ["a web page", htmlPage()],
    ["half an answer", truncateBody()],
    ["a model that is not served any more", failWith(410)],
    [
      "a model that this account may not use, which says nothing of the token",
      failWith(403, { body: '{"error":"Access to model a/b is restricted. Ask for access."}' }),
    ],
  ])("falls to the next candidate after %s", async (_what, fault) => {
    const [first = "", second = ""] = offered;
    bench.inference.inject({ match: forModel(first), fault });
    expect(await moodOf()).toMatchObject({ status: "succeeded", model: second });
  });

  it("asks a provider no further that has a rate limit without an end in sight: last resorts do it, or it is said", async () => {
    const rule = bench.inference.inject({ match: forModel(...offered), fault: rateLimited(3600) });
    bench.answerBy(planning(PLAN));
    const report = await bench.report(["run", MOOD], { home: bench.home() });
    expect(report.tasks[0]?.attempts).toMatchObject([
      { endpoint: "provider:hf-inference", ok: false },
      { endpoint: expect.stringMatching(/^(controller|builtin:vader)$/), ok: true },
    ]);
    const alone = await moodOf();
    expect(alone).toMatchObject({ status: "failed", error: expect.stringContaining("429") });
    expect(rule.hits).toBe(2);
  });

  it("fails with every attempt told where no candidate can, ends with 1, and the answer says so", async () => {
    bench.inference.inject({ match: bench.worksAt("text-classification"), fault: failWith(500) });
    bench.answerBy(planning(PLAN));
    const end = await bench.run(["run", MOOD, "--backend", "providers", "--json"], { home: bench.home() });
    expect(end.code).toBe(1);
    const report: RunReport = JSON.parse(end.stdout);
    expect(report.status).toBe("failed");
    const tried = report.tasks[0]?.attempts.map(({ model }) => model) ?? [];
    expect(tried.slice(0, 3)).toEqual(offered.slice(0, 3));
    expect(tried).toHaveLength(5);
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

  it("shows a picture to the language model where every model failed, if it is one that sees", async () => {
    bench.inference.inject({ match: bench.worksAt("image-to-text"), fault: failWith(500) });
    const describe = async (controller: string) => {
      const home = bench.home();
      writeFileSync(join(home, "photo.png"), simulatedPng("a harbour"));
      bench.answerBy(planning(planOf({ task: "image-to-text", args: { image: "<FILE>-1" } })));
      const args = ["run", "Describe it", "--file", "photo.png", "--controller", controller, "--json"];
      const report: RunReport = JSON.parse((await bench.run(args, { home })).stdout);
      return report.tasks[0];
    };
    expect(await describe("openai:gpt-4o-mini")).toMatchObject({
      status: "succeeded",
      endpoint: "controller",
    });
    const shown = bench.calls.filter(({ messages }) => messages.some(({ attachments }) => attachments === 1));
    expect(shown).toHaveLength(1);
    expect(await describe("openai:gpt-oss-120b")).toMatchObject({ status: "failed" });
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

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runFolder } from "@hugginggpt/runtime";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { gate } from "../loopback/gate.js";
import { type Bench, reportOf, startBench } from "./bench.js";
import { isPlanning, planning, planOf } from "./scripts.js";
import { filesUnder } from "./temp-home.js";

const REQUEST = "Describe the picture, read the description aloud and translate it";
const PLAN = planOf(
  { task: "image-to-text", args: { image: "<FILE>-1" } },
  { task: "text-to-speech", args: { text: "<GENERATED>-0" }, dep: [0] },
  { task: "translation", args: { text: "<GENERATED>-0" }, dep: [0] },
);
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

describe("runs", () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  const asked = (task: string) => bench.inference.requests.filter(bench.worksAt(task)).length;
  const json = async (args: readonly string[], home: string) =>
    JSON.parse((await bench.run(args, { home })).stdout);

  async function finished(home: string) {
    bench.answerBy(planning(PLAN));
    const picture = join(home, "picture.png");
    writeFileSync(picture, PNG);
    const report = await bench.report(["run", REQUEST, "--file", picture, "--backend", "providers"], {
      home,
    });
    expect(report.status).toBe("done");
    return { report, picture };
  }

  it("goes on after Ctrl-C where it was, with the file that it was given, though that is gone", async () => {
    const home = bench.home();
    bench.answerBy(planning(PLAN));
    const picture = join(home, "picture.png");
    writeFileSync(picture, PNG);
    const held = gate();
    bench.inference.inject({ match: bench.worksAt("translation"), fault: held.whole });
    const running = bench.start(["run", REQUEST, "--file", picture, "--backend", "providers", "--json"], {
      home,
    });
    await running.reaches(held.arrived);
    running.kill("SIGINT");
    const { code, stderr } = await running.ended;
    held.release();
    expect(code).toBe(130);
    const resume = /hugginggpt (runs resume \S+)/.exec(stderr)?.[1]?.split(" ") ?? [];
    expect(resume).toHaveLength(3);
    expect(await json(["runs", "list", "--json"], home)).toMatchObject({ runs: [{ status: "interrupted" }] });
    const replay = await bench.run(["runs", "replay", "last"], { home });
    expect(replay).toMatchObject({ code: 2, stderr: expect.stringContaining("is not finished") });
    rmSync(picture);
    bench.inference.heal();
    const plans = bench.calls.filter(isPlanning).length;
    const before = asked("image-to-text");
    const report = reportOf(await bench.run([...resume, "--json"], { home }));
    expect(report).toMatchObject({ status: "done", run: expect.stringContaining(resume[2] ?? "none") });
    expect(report.tasks.map(({ status, reason }) => [status, reason !== ""])).toEqual(
      report.tasks.map(() => ["succeeded", true]),
    );
    expect([asked("image-to-text"), bench.calls.filter(isPlanning).length]).toEqual([before, plans]);
  });

  it("tells a finished run again with nobody there, event by event, and prints its answer again", async () => {
    const home = bench.home();
    const { report } = await finished(home);
    const before = [bench.inference.requests.length, bench.calls.length];
    const nobody = { HF_TOKEN: "", OPENAI_API_KEY: "", OPENAI_BASE_URL: "http://127.0.0.1:9" };
    const replay = await bench.run(["runs", "replay", "last"], { home, env: nobody });
    expect(replay.stdout).toMatch(/Same as recorded: \d+ events/);
    expect(replay.code).toBe(0);
    const again = reportOf(await bench.run(["runs", "resume", "last", "--json"], { home }));
    expect(again).toMatchObject({ answer: report.answer, status: "done", run: report.run });
    expect([bench.inference.requests.length, bench.calls.length]).toEqual(before);
  });

  it("says what happens differently than recorded, with exit code 1", async () => {
    const home = bench.home();
    const { report } = await finished(home);
    const journal = join(home, "runs", report.run, "journal.jsonl");
    writeFileSync(journal, readFileSync(journal, "utf8").replace(/"status":"done"/, '"status":"partial"'));
    const replay = await bench.run(["runs", "replay", "last", "--json"], { home });
    expect(replay.code).toBe(1);
    expect(JSON.parse(replay.stdout)).toMatchObject({
      same: false,
      differences: [{ about: "run", recorded: 'status: "partial"', now: 'status: "done"' }],
    });
  });

  it("does a task and what waits for it again, as a new run with files of its own", async () => {
    const home = bench.home();
    const { report } = await finished(home);
    const before = ["image-to-text", "text-to-speech", "translation"].map(asked);
    const again = reportOf(await bench.run(["runs", "rerun", "last", "--from", "1", "--json"], { home }));
    expect(again.status).toBe("done");
    expect(again.run).not.toBe(report.run);
    expect(
      ["image-to-text", "text-to-speech", "translation"].map((task, i) => asked(task) - (before[i] ?? 0)),
    ).toEqual([0, 1, 0]);
    const [first, second] = [report, again].map(({ tasks }) => tasks[1]?.artifacts[0]?.path ?? "");
    expect(dirname(second ?? "")).toBe(join(home, "outputs", runFolder(again.run)));
    expect(existsSync(first ?? "")).toBe(true);
    expect(await json(["runs", "list", "--json"], home)).toMatchObject({
      runs: [
        { run: again.run, from: { run: report.run, task: 1 } },
        { run: report.run, from: null },
      ],
    });
    const wrong = await bench.run(["runs", "rerun", "last", "--from", "9"], { home });
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.stderr).toMatch(/no task 9.*0, 1, 2/);
  });

  it("runs a finished task again whose file is gone", async () => {
    const home = bench.home();
    const { report } = await finished(home);
    rmSync(report.tasks[1]?.artifacts[0]?.path ?? "");
    const before = asked("text-to-speech");
    const again = await bench.run(["runs", "resume", "last", "--json"], { home });
    expect(again.stderr).toMatch(/is missing or was changed: task 1 and what depends on it run again/);
    expect(reportOf(again).status).toBe("done");
    expect(asked("text-to-speech")).toBe(before + 1);
    expect(existsSync(reportOf(again).tasks[1]?.artifacts[0]?.path ?? "")).toBe(true);
  });

  it("is refused to a second process while one is at it", async () => {
    const home = bench.home();
    bench.answerBy(planning(PLAN));
    const picture = join(home, "picture.png");
    writeFileSync(picture, PNG);
    const held = gate();
    bench.inference.inject({ match: bench.worksAt("image-to-text"), fault: held.whole });
    const running = bench.startProcess(["run", REQUEST, "--file", picture, "--backend", "providers"], {
      home,
    });
    await running.reaches(held.arrived);
    expect(await json(["runs", "list", "--json"], home)).toMatchObject({ runs: [{ status: "running" }] });
    const second = await bench.run(["runs", "resume", "last"], { home });
    expect(second.code).toBe(1);
    expect(second.stderr).toContain("Another process is working on this run");
    const prune = await bench.run(["runs", "prune", "--keep", "0"], { home });
    expect(prune.stderr).toMatch(/is kept: a process is working on it/);
    running.kill("SIGKILL");
    await running.ended;
    held.release();
    bench.inference.heal();
    expect(reportOf(await bench.run(["runs", "resume", "last", "--json"], { home })).status).toBe("done");
  });

  it("waits for a job that a provider had taken when the run was killed, and submits no other", async () => {
    const home = bench.home();
    bench.answerBy(planning(planOf({ task: "text-to-video", args: { text: "waves" } })));
    const held = gate();
    bench.inference.inject({ match: ({ path }) => path.endsWith("/status"), fault: held.whole });
    const running = bench.startProcess(["run", "Film waves", "--backend", "providers"], { home });
    await running.reaches(held.arrived);
    running.kill("SIGKILL");
    await running.ended;
    held.release();
    bench.inference.heal();
    const report = reportOf(await bench.run(["runs", "resume", "last", "--json"], { home }));
    expect(report.status).toBe("done");
    expect(report.tasks[0]?.artifacts[0]?.mediaType).toBe("video/mp4");
    expect(asked("text-to-video")).toBe(1);
  });

  it("reuses the results of identical tasks with --cache, and of no others", async () => {
    const home = bench.home();
    bench.answerBy(planning(PLAN));
    const picture = join(home, "picture.png");
    writeFileSync(picture, PNG);
    const args = ["run", REQUEST, "--file", picture, "--backend", "providers"];
    const first = await bench.report(args.concat("--cache"), { home });
    const counts = () => ["image-to-text", "text-to-speech", "translation"].map(asked);
    expect(counts()).toEqual([1, 1, 1]);
    const second = await bench.report(args.concat("--cache"), { home });
    expect(counts()).toEqual([1, 1, 1]);
    expect(second.tasks.map(({ output }) => output)).toEqual(first.tasks.map(({ output }) => output));
    const [a, b] = [first, second].map(({ tasks }) => tasks[1]?.artifacts[0]);
    expect(b?.sha256).toBe(a?.sha256);
    expect(b?.path).not.toBe(a?.path);
    await bench.report(args, { home });
    expect(counts()).toEqual([2, 2, 2]);
  });

  it("shows what happened when, in the terminal, as a page and as data", async () => {
    const home = bench.home();
    const { report } = await finished(home);
    const shown = await bench.run(["runs", "show", "last"], { home });
    for (const part of [
      report.run,
      REQUEST,
      /\[1\] text-to-speech +[·█]+/,
      /\d\.\d s {2}succeeded/,
      /Answer/,
      /\.wav/,
    ])
      expect(shown.stdout).toMatch(part);
    expect(await json(["runs", "show", "last", "--json"], home)).toMatchObject({
      summary: { run: report.run, status: "done" },
      plan: [{ id: 0 }, { id: 1 }, { id: 2 }],
      answer: report.answer,
    });
    const page = await bench.run(["runs", "show", report.run.slice(0, 20), "--html", "run.html"], { home });
    expect(page.code).toBe(0);
    const text = readFileSync(join(home, "run.html"), "utf8");
    expect(text).toContain("default-src &#39;none&#39;");
    expect(text).not.toMatch(/<script|href=|url\(http/);
    const media = report.tasks
      .flatMap(({ artifacts }) => artifacts)
      .filter(({ mediaType }) => /wav/.test(mediaType));
    expect(media).toHaveLength(1);
    const shownFiles = media.map(({ mediaType, sha256 }) => [`data:${mediaType};base64`, sha256]);
    const sources = [...text.matchAll(/\bsrc="([^",]*),?([^"]*)"/g)];
    expect(
      sources.map(([, kind, data = ""]) => [
        kind,
        createHash("sha256").update(Buffer.from(data, "base64")).digest("hex"),
      ]),
    ).toEqual(shownFiles);
  });

  it("hands out the whole record, an event a line, and forgets runs with the copies of their files", async () => {
    const home = bench.home();
    await finished(home);
    const lines = (await bench.run(["runs", "export", "last", "--jsonl"], { home })).stdout
      .trim()
      .split("\n");
    const types = lines.map((line) => JSON.parse(line).event.type);
    expect(types[0]).toBe("run-started");
    expect(types).toContain("controller-answered");
    expect(types.at(-1)).toBe("run-ended");
    expect(await json(["runs", "export", "last"], home)).toMatchObject({
      format: "hugginggpt-run",
      version: 1,
    });
    expect(await json(["runs", "prune", "--older-than", "30d", "--json"], home)).toMatchObject({
      forgotten: [],
    });
    expect((await bench.run(["runs", "prune", "--keep", "0", "--dry-run"], { home })).stdout).toMatch(
      /1 run would be/,
    );
    expect(await json(["runs", "prune", "--keep", "0", "--json"], home)).toMatchObject({
      forgotten: [expect.any(String)],
    });
    expect(await json(["runs", "list", "--json"], home)).toEqual({ runs: [] });
    expect(filesUnder(join(home, "runs"))).toEqual([]);
    expect(readdirSync(join(home, "outputs"))).toEqual([
      expect.stringMatching(/^\d{8}-\d{6}-[0-9a-f]{8}$/),
      "latest",
    ]);
    expect(await bench.run(["runs", "prune"], { home })).toMatchObject({ code: 2 });
    expect(await bench.run(["runs", "resume", "last"], { home })).toMatchObject({ code: 2 });
  });
});

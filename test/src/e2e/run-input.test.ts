import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunReport } from "@hugginggpt/runtime";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { simulatedPng } from "../media/simulated-png.js";
import { runCli } from "./cli.js";
import { makeHome, type TempHome } from "./temp-home.js";

const LETTER =
  "The library of Lisbon opens on Monday. Ana Fernandes leads it. She is happy. It has many books, and all may come. The old one was closed for years.";

describe("what a run is given on standard input", () => {
  let home: TempHome;
  beforeEach(() => {
    home = makeHome();
  });
  afterEach(() => home.remove());
  const run = (args: readonly string[], input?: string | Uint8Array) =>
    runCli("hugginggpt", ["run", ...args], { home: home.path, ...(input === undefined ? {} : { input }) });

  it.each([
    ["is used without being named", []],
    ["can be named as a file", ["--file", "-"]],
  ])("%s", async (_what, args) => {
    const end = await run(["summarize this", ...args, "--json"], LETTER);
    expect(end).toMatchObject({ code: 0 });
    const report: RunReport = JSON.parse(end.stdout);
    expect(report.plan).toMatchObject([{ task: "summarization", args: { text: "<FILE>-1" } }]);
    expect(LETTER).toContain(report.tasks[0]?.output.text?.slice(0, 20));
  });

  it("is a picture or a table where its content is one", async () => {
    const picture = await run(
      ["draw the edges of this picture", "--dry-run", "--json"],
      simulatedPng("a cat"),
    );
    expect(picture.stdout).toMatch(/"image":"<FILE>-1"/);
    const end = await run(
      ["how many rows does this table have?", "--dry-run", "--json"],
      "name,age\nAda,36\nBo,4\n",
    );
    expect(end.stdout).toMatch(/"task":"table/);
  });

  it("is told where it is empty and was named, and does not matter where it was not", async () => {
    const named = await run(["summarize this", "--file", "-"], "");
    expect(named).toMatchObject({ code: 2, stderr: expect.stringContaining("stdin: it is empty") });
    writeFileSync(join(home.path, "a.txt"), LETTER);
    expect(await run(["summarize this", "--file", "a.txt"], "")).toMatchObject({ code: 0 });
  });

  it("is read once", async () => {
    const twice = await run(["summarize this", "--file", "-", "--file", "-"], LETTER);
    expect(twice).toMatchObject({ code: 2, stderr: expect.stringContaining("once") });
    const both = await run(["--plan", "-", "--file", "-"], "[]");
    expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining("the plan or a file") });
    const chat = await runCli("hugginggpt", ["chat", "--file", "-"], { home: home.path, input: LETTER });
    expect(chat).toMatchObject({ code: 2, stderr: expect.stringContaining("reads its requests") });
  });
});

describe("a place where no file can be kept", () => {
  let home: TempHome;
  beforeEach(() => {
    home = makeHome();
    writeFileSync(join(home.path, "taken"), "a file");
    symlinkSync("nowhere/at/all", join(home.path, "dangling"));
  });
  afterEach(() => home.remove());

  it.each(["taken", "taken/below", "dangling", "/proc/nowhere", "x".repeat(300)])(
    "%s is told before anything is done",
    async (out) => {
      for (const command of [["run", 'say "good morning"'], ["chat"]]) {
        const end = await runCli("hugginggpt", [...command, "--out", out], { home: home.path, input: "" });
        expect(end).toMatchObject({ code: 4, stdout: "", stderr: expect.stringContaining("--out") });
        expect(end.stderr).not.toMatch(/text-to-speech|planning/i);
      }
    },
  );

  it("stops a run before a task that makes a file, and lets one pass that makes none", async () => {
    writeFileSync(join(home.path, "outputs"), "a file of the user's");
    const speech = await runCli("hugginggpt", ["run", 'say "good morning"'], { home: home.path });
    expect(speech).toMatchObject({ code: 4, stderr: expect.stringContaining("No file can be written into") });
    const tone = await runCli("hugginggpt", ["run", 'is the tone of "I love it" positive?'], {
      home: home.path,
    });
    expect(tone).toMatchObject({ code: 0, stdout: expect.stringMatching(/positive/) });
  });

  it("leaves nothing behind where the place is good and nothing comes of the run", async () => {
    mkdirSync(join(home.path, "there"));
    for (const out of ["new/deep", "there"])
      await runCli("hugginggpt", ["run", 'is the tone of "I love it" positive?', "--out", out], {
        home: home.path,
      });
    expect(readdirSync(home.path)).not.toContain("new");
    expect(readdirSync(join(home.path, "there"))).toEqual([]);
  });
});

describe("a dry run of what nothing here can do", () => {
  it("ends as the run would, and does not say that it is done", async () => {
    const home = makeHome();
    try {
      for (const request of ["draw a cat", "flurb the wozzle"]) {
        const [wet, dry] = await Promise.all(
          [[], ["--dry-run"]].map((more) =>
            runCli("hugginggpt", ["run", request, ...more], { home: home.path }),
          ),
        );
        expect(dry?.code).toBe(wet?.code);
        expect(dry?.code).not.toBe(0);
        expect(dry?.stdout).toBe(wet?.stdout);
        expect(`${dry?.stdout}${dry?.stderr}`).not.toMatch(/\bdone\b/i);
      }
    } finally {
      home.remove();
    }
  });
});

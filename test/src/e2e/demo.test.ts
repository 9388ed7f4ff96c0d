import { readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShownReport } from "../../../apps/cli/dist/programs.js";
import { runCli } from "./cli.js";
import type { CliResult } from "./running-cli.js";
import { filesUnder, makeHome } from "./temp-home.js";
import { wavSeconds } from "./wav-seconds.js";

const ARTICLE = fileURLToPath(new URL("../../../data/examples/article.txt", import.meta.url));
const SIGN = fileURLToPath(new URL("../../../data/examples/sign.png", import.meta.url));
const REQUEST =
  "Summarize the article, say whether its tone is positive, name the people and places, and read the summary aloud";

describe("the demo, without credentials", () => {
  const home = makeHome();
  let plain: CliResult;
  let json: CliResult;
  beforeAll(async () => {
    const args = ["run", REQUEST, "--file", ARTICLE];
    plain = await runCli("hugginggpt", [...args, "--verbose"], { home: home.path });
    json = await runCli("hugginggpt", [...args, "--json", "--out", "made"], { home: home.path });
  });
  afterAll(() => home.remove());

  it("ends with 0 and shows plan, choices with reasons, results and stages on standard error", () => {
    expect(plain.code).toBe(0);
    for (const part of [
      "rules plan",
      "1. Task planning",
      "[0] summarization  text=article.txt",
      "2. Model selection",
      /summarization: builtin\/\S+ \(.+\)/,
      "3. Task execution",
      /text-to-speech: done/,
    ]) {
      expect(plain.stderr).toMatch(part);
    }
  });

  it("answers with the summary, the tone, the names and the file on standard output", () => {
    expect(plain.stdout).toMatch(/library/i);
    expect(plain.stdout).toMatch(/positive/i);
    expect(plain.stdout).toMatch(/Lisbon/);
    expect(plain.stdout).toMatch(/Fernandes/);
    expect(plain.stdout).toMatch(/\.wav {2}\(audio\/\S*wav/);
  });

  it("leaves a WAV file of at least a second under outputs/<run>/", () => {
    const [wav = ""] = filesUnder(home.path).filter((file) => file.includes(`${sep}outputs${sep}`));
    expect(wav).toMatch(/outputs.[\w-]+.3-text-to-speech\.wav$/);
    expect(wavSeconds(readFileSync(wav))).toBeGreaterThan(1);
  });

  it("prints with --json exactly one document, with every field of the contract", () => {
    const report: ShownReport = JSON.parse(json.stdout);
    expect(json.stdout.trimEnd().split("\n")).toHaveLength(1);
    expect(report).toMatchObject({
      run: expect.stringMatching(/^\d{8}-\d{9}-[0-9a-f]+$/),
      status: "done",
      answer: expect.stringContaining("Lisbon"),
      controller: "offline",
      plan: expect.any(Array),
      tasks: expect.any(Array),
      usage: { llmCalls: 0, promptTokens: 0, completionTokens: 0 },
      seconds: expect.any(Number),
    });
    expect(report.plan.map(({ task }) => task)).toEqual([
      "summarization",
      "text-classification",
      "token-classification",
      "text-to-speech",
    ]);
    expect(report.plan[3]).toMatchObject({
      id: 3,
      task: "text-to-speech",
      args: { text: "<GENERATED>-0" },
      dep: [0],
    });
    for (const task of report.tasks) {
      expect(task).toMatchObject({
        status: "succeeded",
        model: expect.stringMatching(/^builtin\//),
        endpoint: expect.stringMatching(/^builtin:/),
        reason: expect.stringMatching(/\w/),
        candidates: [expect.any(String)],
        attempts: [{ ok: true, error: null, ms: expect.any(Number) }],
      });
    }
  });

  it("gives in the document each task's output, and its file with media type, size and hash", () => {
    const { tasks }: ShownReport = JSON.parse(json.stdout);
    expect(tasks[0]?.output.text).toMatch(/library/i);
    expect(tasks[1]?.output.labels?.[0]?.label).toMatch(/positive/i);
    const [artifact] = tasks[3]?.artifacts ?? [];
    expect(artifact).toMatchObject({
      mediaType: expect.stringMatching(/^audio\//),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const file = readFileSync(join(home.path, "made", "3-text-to-speech.wav"));
    expect(artifact?.bytes).toBe(file.byteLength);
    expect(artifact?.path).toBe(join(home.path, "made", "3-text-to-speech.wav"));
  });
});

describe("the demo's picture, without credentials", () => {
  it("is read, and read aloud: the sound is as long as the text", async () => {
    const home = makeHome();
    try {
      const request = "Read the text in this picture aloud";
      const { code, stdout } = await runCli(
        "hugginggpt",
        ["run", request, "--file", SIGN, "--json", "--out", "made"],
        { home: home.path },
      );
      expect(code).toBe(0);
      const { tasks }: ShownReport = JSON.parse(stdout);
      const text = tasks[0]?.output.text ?? "";
      expect(text.replace(/\s+/g, " ")).toBe(
        "HARBOUR OFFICE Open daily from nine to five. Please ring the bell twice and wait for the keeper.",
      );
      const seconds = wavSeconds(readFileSync(join(home.path, "made", "1-text-to-speech.wav")));
      expect(text.length / seconds).toBeGreaterThan(8);
      expect(text.length / seconds).toBeLessThan(25);
    } finally {
      home.remove();
    }
  });
});

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunReport } from "@hugginggpt/runtime";
import { afterAll, describe, expect, it } from "vitest";
import { runCli } from "../e2e/cli.js";
import type { CliResult } from "../e2e/running-cli.js";
import { makeHome } from "../e2e/temp-home.js";

const home = makeHome();
afterAll(() => home.remove());
const TEXT = "The old library opened again. Many happy people came. It has a garden. It holds many books.";
writeFileSync(join(home.path, "letter.txt"), TEXT);

const hugginggpt = (args: readonly string[], input?: string): Promise<CliResult> =>
  runCli("hugginggpt", args, { home: home.path, ...(input === undefined ? {} : { input }) });
const reportOf = (end: CliResult): RunReport => JSON.parse(end.stdout);
const save = (name: string, plan: string): string => {
  writeFileSync(join(home.path, name), plan);
  return name;
};

describe("hugginggpt run --plan", () => {
  it("runs what `plan --json` printed, after editing", async () => {
    const args = ["plan", "Summarize the letter and read the summary aloud", "-f", "letter.txt", "--json"];
    const planned = await hugginggpt(args);
    expect(planned.code).toBe(0);
    const document = JSON.parse(planned.stdout);
    expect(document.plan.map(({ task }: { task: string }) => task)).toEqual([
      "summarization",
      "text-to-speech",
    ]);
    document.plan = document.plan.slice(0, 1);
    const file = save("plan.json", JSON.stringify(document, null, 2));
    const end = await hugginggpt(["run", "--plan", file, "-f", "letter.txt", "--json"]);
    expect(end.code).toBe(0);
    expect(reportOf(end).tasks).toMatchObject([{ task: "summarization", status: "succeeded" }]);
  });

  it.each([
    ["a bare list", '[{"task":"text-classification","id":0,"dep":[-1],"args":{"text":"I love it"}}]'],
    [
      "HuggingGPT's notation, fenced and with its old names",
      '```json\n[{"task": "conversational", "id": 0, "dep": [-1], "args": {"text": "I love it" }}, {"task": "sentiment-analysis", "id": 1, "dep": [0], "args": {"text": "<GENERATED>-0"}}]\n```',
    ],
  ])("takes %s from standard input", async (_, plan) => {
    const end = await hugginggpt(["run", "--plan", "-", "--dry-run", "--json"], plan);
    expect(reportOf(end).plan.at(-1)).toMatchObject({ task: "text-classification" });
    expect(end.code).toBe(reportOf(end).tasks.every(({ error }) => error === null) ? 0 : 1);
  });

  it.each([
    [
      "a circle",
      '[{"task":"summarization","id":0,"args":{"text":"<GENERATED>-1"}},{"task":"summarization","id":1,"args":{"text":"<GENERATED>-0"}}]',
      /circle/,
    ],
    ["an unknown task", '[{"task":"sumarization","id":0,"args":{"text":"x"}}]', /Did you mean summarization/],
    ["no JSON", "first summarize, then read", /cannot be read/],
    ["no task", '{"plan":[]}', /no task/],
  ])("refuses %s with the reason, and asks nobody", async (_, plan, reason) => {
    const end = await hugginggpt(["run", "--plan", save("bad.json", plan)]);
    expect(end).toMatchObject({ code: 1, stdout: "", stderr: expect.stringMatching(reason) });
  });

  it("says that a file is not there, and still wants a request or a plan", async () => {
    expect(await hugginggpt(["run", "--plan", "none.json"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Check the path of --plan"),
    });
    expect(await hugginggpt(["run"])).toMatchObject({ code: 2 });
  });
});

describe("hugginggpt run --approve", () => {
  it("refuses where nobody can be asked, before anything is planned", async () => {
    const end = await hugginggpt(["run", "Summarize the letter", "-f", "letter.txt", "--approve"]);
    expect(end).toMatchObject({ code: 2, stdout: "" });
    expect(end.stderr).toMatch(/needs a terminal.*--yes/s);
    expect(end.stderr).not.toContain("Task planning");
  });

  it("shows with --yes the plan, the models and where they run, and goes on", async () => {
    const end = await hugginggpt(["run", "Summarize the letter", "-f", "letter.txt", "--approve", "--yes"]);
    expect(end.code).toBe(0);
    expect(end.stderr).toMatch(
      /Plan\n\[0\] summarization.*\nModels\n\[0\] summarization: builtin\/textrank at builtin:textrank \(/,
    );
  });
});

describe("hugginggpt run with hard limits and a policy", () => {
  it("says that they leave nothing, and runs nothing that they exclude", async () => {
    const args = ["run", "Summarize the letter", "-f", "letter.txt", "--json", "--orgs", "google"];
    const end = await hugginggpt(args);
    expect(end.code).toBe(1);
    expect(reportOf(end).tasks[0]).toMatchObject({
      status: "failed",
      candidates: [],
      error: expect.stringMatching(/none meets --orgs google.*Loosen/),
    });
  });

  it("admits what satisfies them; a built-in tool has no size that could be too large", async () => {
    const limits = ["--licenses", "mit,apache-2.0", "--orgs", "builtin", "--max-params", "1M"];
    const end = await hugginggpt(["run", "Summarize the letter", "-f", "letter.txt", "--json", ...limits]);
    expect(reportOf(end).tasks[0]).toMatchObject({ status: "succeeded", model: "builtin/textrank" });
  });

  it("refuses a policy and a size that are none", async () => {
    for (const args of [
      ["--policy", "nicest"],
      ["--max-params", "huge"],
    ])
      expect(await hugginggpt(["run", "x", ...args])).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("hugginggpt config", () => {
  it("prints each value with where it came from: flag, environment, file, default; secrets as set or not", async () => {
    const folder = join(home.path, "work");
    mkdirSync(folder, { recursive: true });
    const file = save(
      "hugginggpt.config.json",
      JSON.stringify({ topK: 7, policy: "local", controller: "ollama:a", maxParams: "7B" }),
    );
    const end = await runCli("hugginggpt", ["config", "--json", "--policy", "cheapest"], {
      home: home.path,
      env: { HUGGINGGPT_CONTROLLER: "openai:b", OPENAI_API_KEY: "sk-not-a-canary-123456" },
    });
    expect(end.code).toBe(0);
    const { settings } = JSON.parse(end.stdout);
    const of = (name: string) => settings.find((one: { name: string }) => one.name === name);
    expect(of("policy")).toMatchObject({ value: "cheapest", source: "flag" });
    expect(of("controller")).toMatchObject({
      value: "openai:b",
      source: "environment HUGGINGGPT_CONTROLLER",
    });
    expect(of("topK")).toMatchObject({ value: 7, source: expect.stringContaining(file) });
    expect(of("maxParams").value).toBe(7e9);
    expect(of("embedder")).toMatchObject({ value: "hashed", source: "default" });
    expect(of("OPENAI_API_KEY").value).toBe("set");
    expect(end.stdout).not.toContain("sk-not-a-canary");
    writeFileSync(join(home.path, file), "{}");
  });

  it("sends no key to an address that a file in the current directory names, unless the file is named", async () => {
    const content = JSON.stringify({ openai: { baseUrl: "https://elsewhere.invalid/v1" } });
    const file = save("hugginggpt.config.json", content);
    const env = { OPENAI_API_KEY: "sk-not-a-canary-123456" };
    const found = await runCli("hugginggpt", ["config"], { home: home.path, env });
    expect(found.code).toBe(3);
    expect(found.stderr).toMatch(/send OPENAI_API_KEY to https:\/\/elsewhere\.invalid.*--config/);
    expect(await runCli("hugginggpt", ["config", "--config", file], { home: home.path, env })).toMatchObject({
      code: 0,
    });
    writeFileSync(join(home.path, file), "{}");
  });

  it.each([
    ['{"contoller":"x"}', /no setting "contoller".*Did you mean controller/],
    ['{"limits":{"paralel":2}}', /no setting "limits\.paralel".*Did you mean limits\.parallel/],
    ['{"openai":{"apiKey":"sk-x"}}', /no place in a configuration file/],
    ['{"policy":"nicest"}', /policy/],
    ['{"maxParams":"huge"}', /350M or 7B/],
    ["{,}", /not valid JSON/],
  ])("refuses the file %s by 3", async (content, reason) => {
    const end = await hugginggpt(["config", "--config", save("bad.config.json", content)]);
    expect(end).toMatchObject({ code: 3, stdout: "", stderr: expect.stringMatching(reason) });
  });

  it("refuses a named file that is not there, for every command", async () => {
    const missing = ["--config", "none.config.json"];
    expect(await hugginggpt(["run", "x", ...missing])).toMatchObject({ code: 3 });
    expect(await runCli("registry", ["stats", ...missing], { home: home.path })).toMatchObject({ code: 3 });
    expect(readFileSync(join(home.path, "letter.txt"), "utf8")).toBe(TEXT);
  });
});

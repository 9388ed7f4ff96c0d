import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startLoopback } from "../loopback/loopback-server.js";
import { json } from "../loopback/reply.js";
import { runCli } from "./cli.js";
import type { Bin, CliResult } from "./running-cli.js";
import { HF_SECRET, OPENAI_SECRET } from "./secrets.js";
import { tempHome } from "./temp-home.js";

describe("bad input", () => {
  it.each<[Bin, string[], RegExp]>([
    ["hugginggpt", ["run", "hello", "--colour"], /unknown option '--colour'/],
    ["hugginggpt", ["run", "  "], /request is empty/],
    ["hugginggpt", ["run", "hello", "--top-k", "none"], /whole number from 1 to 50/],
    ["hugginggpt", ["run", "hello", "--plan-only", "--dry-run"], /cannot be used with/],
    [
      "hugginggpt",
      ["run", "hello", "--backend", "magic"],
      /Unknown backend "magic".*providers, local, builtin, controller/,
    ],
    ["hugginggpt", ["fly"], /unknown command 'fly'/],
    ["indexer", ["sync", "--task", "flying"], /Unknown task "flying"/],
    ["indexer", ["sync", "--cards", "some"], /"none" or "all"/],
    ["indexer", ["sync", "--only", "cards", "--full"], /--only leaves the listing out/],
    ["indexer", ["seed", "ftp://example.org/models.parquet"], /begins with https:/],
    ["indexer", ["schedule", "--", "--scope", "most"], /Allowed choices are recommended/],
    ["indexer", ["schedule", "--", "--every", "1h"], /does not take --every/],
    ["indexer", ["schedule", "--", "--scoop", "all"], /does not take --scoop.*`indexer sync` after --/],
    ["registry", ["serach"], /unknown command 'serach'.*See `registry --help`/s],
    ["registry", ["search", "cat", "--orgs", ","], /Expected a name.*See `registry search --help`/s],
    ["registry", ["search", "cat", "--batch", "needs.jsonl"], /Give a query or --batch, not both/],
    ["registry", ["search"], /No query was given/],
    ["registry", ["search", "cat", "-k", "9999"], /at most 1000/],
    ["registry", ["search", "--batch", "absent.jsonl"], /absent\.jsonl/],
    ["hugginggpt", ["mcp", "--allow", import.meta.filename], /is not a folder/],
    ["hugginggpt", ["mcp", "--allow", "absent"], /is not a folder/],
  ])("%s %j ends with 2 and says what is wrong", async (bin, args, message) => {
    const end = await runCli(bin, args, { home: tempHome() });
    expect(end).toMatchObject({ code: 2, stdout: "" });
    expect(end.stderr).toMatch(message);
    expect(end.stderr).not.toMatch(/\n {4}at /);
  });

  it("in a batch ends with 2 and names the line; what came before it is answered", async () => {
    const input = '{"qid":1,"query":"cat"}\n{"qid":2}\n';
    const end = await runCli("registry", ["search", "--batch", "-", "-k", "1"], { home: tempHome(), input });
    expect(end.code).toBe(2);
    expect(end.stderr).toMatch(/Line 2 of - is not a search need/);
    expect(end.stdout.trimEnd().split("\n")).toHaveLength(1);
  });
});

describe("a file that cannot be used", () => {
  const files: readonly (readonly [string, string, (path: string) => void, RegExp])[] = [
    ["a missing one", "absent.txt", () => undefined, /absent\.txt: there is no such file/],
    ["an empty one", "empty.txt", (path) => writeFileSync(path, ""), /it is empty/],
    [
      "one that is no text and no known media",
      "noise.txt",
      (path) => writeFileSync(path, Buffer.from([255, 0, 1, 254])),
      /neither UTF-8 text nor/,
    ],
    ["one above 50 MiB", "huge.txt", sparse, /huge\.txt is too large: 51 MiB; at most 50 MiB/],
  ];

  it.each(files)(
    "%s ends with 2 and one message, before anything is asked of anybody",
    async (_what, name, make, message) => {
      const home = tempHome();
      make(join(home, name));
      const server = await startLoopback(() => json({}));
      const env = { OPENAI_BASE_URL: `${server.url}/v1`, HF_ENDPOINT: server.url };
      const end = await runCli("hugginggpt", ["run", "read this aloud", "--file", name], { home, env });
      await server.close();
      expect(end).toMatchObject({ code: 2, stdout: "" });
      expect(oneError(end)).toMatch(message);
      expect(server.requests).toEqual([]);
    },
  );

  it.each([
    ["an empty folder", () => undefined, /it holds no files/],
    [
      "a folder with too many files",
      (folder: string) => {
        for (let i = 0; i < 51; i++) writeFileSync(join(folder, `${i}.txt`), "x");
      },
      /holds 51 files; at most 50 are accepted/,
    ],
    [
      "a folder of files that no task takes",
      (folder: string) => writeFileSync(join(folder, "a.svg"), "<svg></svg>"),
      /No file in .* can be used.*SVG/s,
    ],
  ])("%s ends with 2", async (_what, fill, message) => {
    const home = tempHome();
    const folder = join(home, "given");
    mkdirSync(folder);
    fill(folder);
    const end = await runCli("hugginggpt", ["run", "read this aloud", "--file", folder], { home });
    expect(end.code).toBe(2);
    expect(oneError(end)).toMatch(message);
  });
});

describe("a configuration that cannot work", () => {
  it.each([
    ["an unknown controller", ["--controller", "magic"], {}, /Unknown controller "magic"/],
    ["an OpenAI controller without a key", ["--controller", "openai:gpt-5-mini"], {}, /OPENAI_API_KEY/],
    ["a Hugging Face controller without a token", ["--controller", "hf:some/model"], {}, /Set HF_TOKEN/],
    [
      "the providers without a token",
      ["--backend", "providers"],
      {},
      /"providers" is not configured.*Set HF_TOKEN/,
    ],
    [
      "a server address that is none",
      [],
      { OPENAI_BASE_URL: "nonsense" },
      /OPENAI_BASE_URL is not an http\(s\) address/,
    ],
    [
      "a Hub address that is none",
      [],
      { HF_ENDPOINT: "ftp://hub" },
      /HF_ENDPOINT is not an http\(s\) address/,
    ],
  ] as const)("(%s) ends with 3 and the next step", async (_what, args, env, message) => {
    const end = await runCli("hugginggpt", ["run", "hello", ...args], { home: tempHome(), env: { ...env } });
    expect(end).toMatchObject({ code: 3, stdout: "" });
    expect(oneError(end)).toMatch(message);
  });

  it("(an unreachable Hub) ends with 5, and the next step", async () => {
    const closed = await startLoopback(() => json([]));
    await closed.close();
    const env = { HF_ENDPOINT: closed.url, HF_TOKEN: HF_SECRET, OPENAI_API_KEY: OPENAI_SECRET };
    const end = await runCli("indexer", ["sync"], { home: tempHome(), env });
    expect(end).toMatchObject({ code: 5, stdout: "" });
    expect(oneError(end)).toMatch(/no answer from 127\.0\.0\.1:\d+ .*Check the connection/);
  });
});

function sparse(path: string): void {
  writeFileSync(path, "");
  truncateSync(path, 50 * 1024 * 1024 + 1);
}

/** Returns the one line of standard error that says what is wrong. */
function oneError({ stderr }: CliResult): string {
  const lines = stderr
    .trimEnd()
    .split("\n")
    .filter((line) => line.startsWith("error: "));
  expect(lines).toHaveLength(1);
  return lines[0] ?? "";
}

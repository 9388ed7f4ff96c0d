import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../e2e/cli.js";
import { tempHome } from "../e2e/temp-home.js";
import { INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { simulatedPng } from "../media/simulated-png.js";
import { simulatedWav } from "../media/simulated-wav.js";
import { type Sandbox, startSandbox } from "../sandbox.js";
import { type CodeBlock, codeBlocks } from "./code-blocks.js";
import { NO_SHELL, runInShell } from "./shell.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const FOLDER = join(ROOT, "docs", "tutorials");
/** Where the pages say that a reader's own server is. */
const OWN_SERVER = "http://localhost:8000/v1";

const pages = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".md") && name !== "README.md")
  .map((page) => ({ page, steps: stepsOf(codeBlocks(join(FOLDER, page))) }));

interface Step {
  readonly block: CodeBlock;
  /** What the page says comes out; null where it does not say. */
  readonly shown: string | null;
}

/** The blocks that run, each with the block of text that follows it. */
function stepsOf(blocks: readonly CodeBlock[]): Step[] {
  return blocks.flatMap((block, i) => {
    if (block.language !== "sh" || block.flags.includes("norun")) return [];
    const next = blocks[i + 1];
    return [{ block, shown: next?.language === "text" ? next.text : null }];
  });
}

/** What `…` stands for: some words of a line; alone on a line any lines, or none. */
function patternOf(shown: string): RegExp {
  const lines = shown.split("\n").map((line) =>
    line === "…"
      ? "(?:.*\n)*?"
      : `${line
          .split("…")
          .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
          .join(".+")}\n`,
  );
  return new RegExp(`^${lines.join("")}$`);
}

/** Puts what the pages speak of into a folder. */
function furnish(folder: string): void {
  for (const name of ["photos", "scans", "letters"]) mkdirSync(join(folder, name));
  const pictures = [
    "photos/beach.png",
    "photos/cat.png",
    "photos/market.png",
    "scans/2026-001.png",
    "scans/2026-002.png",
  ];
  for (const name of pictures) writeFileSync(join(folder, name), simulatedPng(name));
  writeFileSync(join(folder, "episode.wav"), simulatedWav("hello"));
  writeFileSync(
    join(folder, "letters", "2026-003.txt"),
    "Invoice 2026-003 of 3 May 2026. Total amount: 120.50 euros.\n",
  );
  cpSync(join(ROOT, "data", "examples", "article.txt"), join(folder, "letter.txt"));
}

describe.skipIf(NO_SHELL)(`tutorials${NO_SHELL}`, () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ rows: readHubRows(INVENTED_FILE), from: "invented" });
  });
  afterAll(() => sandbox.close());

  it.each(pages)("$page does what it says, step by step", async ({ page, steps }) => {
    const folder = tempHome();
    furnish(folder);
    const env = { ...sandbox.environment, HUGGINGGPT_HOME: join(folder, ".home") };
    // Once: what an empty registry says is no part of a tutorial.
    await runCli("registry", ["tasks"], { home: env.HUGGINGGPT_HOME, env });
    const offline = Object.keys(sandbox.environment).filter((name) => name !== "HUGGINGGPT_HOME");
    const pieces = steps.map(({ block: { flags, text } }) => {
      const script = text.replaceAll(OWN_SERVER, sandbox.llm.baseUrl);
      return flags.includes("offline") ? `(\nunset ${offline.join(" ")}\n${script}\n)` : script;
    });
    const done = await runInShell(pieces, { cwd: folder, env });
    expect(done).toHaveLength(steps.length);
    for (const [i, { code, printed }] of done.entries()) {
      const { block, shown } = steps[i] as Step;
      const place = `${page}:${block.line}\n${printed}`;
      expect(code === 0, place).toBe(!block.flags.includes("fails"));
      if (shown !== null) expect(printed, place).toMatch(patternOf(shown));
    }
  });

  it("are five, each told of in the index and no longer than a hundred lines", () => {
    const long = pages.filter(
      ({ page }) => readFileSync(join(FOLDER, page), "utf8").split("\n").length > 101,
    );
    expect(long.map(({ page }) => page)).toEqual([]);
    const index = readFileSync(join(FOLDER, "README.md"), "utf8");
    expect(pages.filter(({ page }) => !index.includes(`(${page})`))).toEqual([]);
    expect(pages).toHaveLength(5);
  });
});

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { repositoryFiles } from "../architecture/repository-files.js";
import { runCli } from "./cli.js";
import { makeHome } from "./temp-home.js";

const temp = makeHome();
const home = temp.path;
afterAll(() => temp.remove());
const help = (...args: readonly string[]) => runCli("hugginggpt", ["help", ...args], { home });

describe("hugginggpt help", () => {
  it("lists the pages that are shipped: those of docs and of its tutorials", async () => {
    const { code, stdout } = await help();
    expect(code).toBe(0);
    const listed = [...(stdout.split("Pages")[1] ?? "").matchAll(/^ {2}([\w-]+) {2,}\S/gm)].map(
      ([, name]) => name,
    );
    const pages = repositoryFiles().flatMap(
      (path) => /\/docs\/(?:tutorials\/)?([\w-]+)\.md$/.exec(path)?.[1] ?? [],
    );
    expect(listed).toEqual(pages.filter((name) => name !== "parity" && name !== "README").sort());
  });

  it("shows each of them within 80 columns, but for code and what cannot be broken", async () => {
    const folder = join(import.meta.dirname, "../../../apps/cli/dist/bundled/docs");
    for (const page of readdirSync(folder)) {
      const { code, stdout } = await help(page);
      expect({ page, code }).toEqual({ page, code: 0 });
      const wide = stdout
        .split("\n")
        .filter((line) => line.length > 80 && / \S/.test(line.trim()) && !/^ {4}/.test(line));
      expect({ page, wide }).toEqual({ page, wide: [] });
    }
  });

  it("takes a name that is both for the command, and says how the page is shown", async () => {
    const { stdout } = await help("runs");
    expect(stdout).toContain("Usage: hugginggpt runs");
    expect(stdout).toContain("More: hugginggpt help runs.md");
    expect((await help("runs.md")).stdout).toMatch(/^Runs that survive\n/);
    expect((await help("runs", "show")).stdout).toContain("Usage: hugginggpt runs show");
    expect((await runCli("registry", ["help", "retrieval"], { home })).stdout).toMatch(
      /^Finding the right model\n/,
    );
  });

  it("suggests what is like a name that is neither", async () => {
    const wrong = { code: 2, stdout: "" };
    expect(await help("configuraton")).toMatchObject({
      ...wrong,
      stderr: expect.stringContaining("Did you mean configuration?"),
    });
    expect(await help("zzzz")).toMatchObject({
      ...wrong,
      stderr: expect.stringContaining("`hugginggpt help` lists them"),
    });
  });
});

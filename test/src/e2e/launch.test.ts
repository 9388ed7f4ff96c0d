import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const CLI = join(ROOT, "apps/cli");
const NAMES = ["hugginggpt", "indexer", "registry"] as const;

describe("launch", () => {
  let copy: string;
  const started = (name: string, ...args: string[]) =>
    spawnSync(process.execPath, [join(copy, "apps/cli/bin", `${name}.js`), ...args], {
      encoding: "utf8",
      cwd: copy,
      env: { HUGGINGGPT_HOME: join(copy, "home") },
    });

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), "launch-"));
    mkdirSync(join(copy, "apps/cli"), { recursive: true });
    for (const part of ["bin", "dist", "package.json"])
      cpSync(join(CLI, part), join(copy, "apps/cli", part), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"), "junction");
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it.each(NAMES)("starts %s in a copied checkout, whenever its files were written", (name) => {
    const version: unknown = JSON.parse(readFileSync(join(CLI, "package.json"), "utf8")).version;
    expect(started(name, "--version")).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("finds native packages and workers from a copied checkout", () => {
    const spoken = started("hugginggpt", "run", "read this aloud: good morning", "--json");
    expect(spoken).toMatchObject({ status: 0 });
    expect(JSON.parse(spoken.stdout).tasks[0].artifacts[0].mediaType).toBe("audio/wav");
  });

  it("says what to do where nothing is built", () => {
    rmSync(join(copy, "apps/cli/dist"), { recursive: true });
    const { status, stderr } = started("registry", "--help");
    expect({ status, stderr }).toEqual({
      status: 3,
      stderr: "registry is not built yet. Run `npm run build` in the checkout.\n",
    });
  });
});

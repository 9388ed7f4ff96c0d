import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const CLI = join(ROOT, "apps/cli");
const NAMES = ["hugginggpt", "indexer", "registry"] as const;

describe("launch", () => {
  let copy: string;
  const started = (name: string, args: readonly string[], env?: NodeJS.ProcessEnv) =>
    spawnSync(process.execPath, [join(copy, "apps/cli/bin", `${name}.js`), ...args], {
      encoding: "utf8",
      cwd: copy,
      env: { HUGGINGGPT_HOME: join(copy, "home"), ...env },
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
    expect(started(name, ["--version"])).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("finds native packages and workers from a copied checkout", () => {
    const spoken = started("hugginggpt", ["run", "read this aloud: good morning", "--json"]);
    expect(spoken).toMatchObject({ status: 0 });
    expect(JSON.parse(spoken.stdout).tasks[0].artifacts[0].mediaType).toBe("audio/wav");
  });

  describe("with compiled code of an earlier start", () => {
    const folder = (): string => join(copy, "apps/cli/dist/compiled");
    const kept = (): string[] =>
      readdirSync(folder(), { recursive: true, encoding: "utf8" })
        .map((name) => join(folder(), name))
        .filter((path) => statSync(path).isFile());
    const times = (): number[] => kept().map((path) => statSync(path).mtimeMs);
    const help = (env?: NodeJS.ProcessEnv) => {
      const { status, stdout, stderr } = started("hugginggpt", ["--help"], env);
      return { status, stdout, stderr };
    };
    let fresh: ReturnType<typeof help>;

    beforeEach(() => {
      rmSync(folder(), { recursive: true, force: true });
      fresh = help();
      expect(fresh).toMatchObject({ status: 0, stderr: "" });
    });

    it("takes it, and writes nothing", () => {
      const before = times();
      expect(before.length).toBeGreaterThan(0);
      expect(help()).toEqual(fresh);
      expect(times()).toEqual(before);
    });

    it("finds what lies outside of the bundle, hnswlib-node for one", () => {
      const doctor = () => started("hugginggpt", ["doctor", "--offline"]);
      const first = doctor();
      expect(first).toMatchObject({ status: 0, stderr: "" });
      const index = /^.*hnswlib-node.*$/m;
      expect(index.exec(doctor().stdout)?.[0]).toBe(index.exec(first.stdout)?.[0]);
    });

    it("imports nothing itself, which code from a cache cannot", () => {
      const bundled = join(copy, "apps/cli/dist/bundled");
      const commands = readdirSync(bundled).filter((name) => name.endsWith(".cjs"));
      const calls = commands.filter((name) =>
        /(?<![.\w])import\("/.test(readFileSync(join(bundled, name), "utf8")),
      );
      expect([commands.length > 0, calls]).toEqual([true, []]);
    });

    it.each([
      ["empty", () => Buffer.alloc(0)],
      ["cut off", (code: Buffer) => code.subarray(0, code.length / 2)],
      ["of zeros", (code: Buffer) => Buffer.alloc(code.length)],
    ])("compiles again where a file is %s", (_name, spoil) => {
      const spoilt = new Map(kept().map((path) => [path, spoil(readFileSync(path))]));
      for (const [path, code] of spoilt) writeFileSync(path, code);
      expect(help()).toEqual(fresh);
      for (const [path, code] of spoilt) expect(readFileSync(path).equals(code)).toBe(false);
      const before = times();
      expect(help()).toEqual(fresh);
      expect(times()).toEqual(before);
    });

    it("compiles again with other flags of V8", () => {
      expect(help({ NODE_OPTIONS: "--stack-trace-limit=20" })).toEqual(fresh);
    });

    it("starts where it cannot be written, or shall not be", () => {
      rmSync(folder(), { recursive: true });
      expect(help({ NODE_DISABLE_COMPILE_CACHE: "1" })).toEqual(fresh);
      expect(existsSync(folder())).toBe(false);
      writeFileSync(folder(), "");
      expect(help()).toEqual(fresh);
    });

    it("leaves no part of a file that cannot take its place", () => {
      const [path = ""] = kept();
      rmSync(path);
      mkdirSync(join(path, "in the way"), { recursive: true });
      expect(help()).toEqual(fresh);
      expect(readdirSync(dirname(path)).filter((name) => /\.\d+$/.test(name))).toEqual([]);
    });
  });

  it("says what to do where nothing is built", () => {
    rmSync(join(copy, "apps/cli/dist"), { recursive: true });
    const { status, stderr } = started("registry", ["--help"]);
    expect({ status, stderr }).toEqual({
      status: 3,
      stderr: "registry is not built yet. Run `npm run build` in the checkout.\n",
    });
  });
});

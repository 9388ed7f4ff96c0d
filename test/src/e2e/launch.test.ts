import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const BIN = fileURLToPath(new URL("../../../apps/cli/bin/", import.meta.url));

const BUNDLE = "apps/cli/dist/bundled/registry.cjs";

const bundle = (word: string) => `exports.run = async () => process.stdout.write("${word}");`;

describe("launch", () => {
  let root: string;
  /** Writes a file that was last changed so many seconds after a fixed time. */
  const write = (path: string, content: string, second: number) => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    utimesSync(file, 1_700_000_000 + second, 1_700_000_000 + second);
  };
  const printed = () =>
    execFileSync(process.execPath, [join(root, "apps/cli/bin/registry.js")], { encoding: "utf8" });

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "launch-"));
    write("package.json", '{ "type": "module" }', 0);
    write("apps/cli/dist/registry.js", 'process.stdout.write("module by module");', 1);
    write(BUNDLE, bundle("bundled"), 5);
    write("apps/cli/dist/.tsbuildinfo", "", 2);
    write("packages/indexer/dist/.tsbuildinfo", "", 3);
    mkdirSync(join(root, "apps/cli/bin"));
    for (const name of ["bundle.js", "launch.js", "registry.js"])
      copyFileSync(join(BIN, name), join(root, "apps/cli/bin", name));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("starts the bundle where nothing was compiled after it", () => {
    expect(printed()).toBe("bundled");
  });

  it("starts what is compiled where a package was compiled after the bundle", () => {
    write("packages/indexer/dist/.tsbuildinfo", "", 9);
    expect(printed()).toBe("module by module");
  });

  it("starts what is compiled where there is no bundle", () => {
    rmSync(join(root, "apps/cli/dist/bundled"), { recursive: true });
    expect(printed()).toBe("module by module");
  });

  describe("with the compiled code of the bundle", () => {
    beforeEach(() => {
      const script =
        "const { keepCode, loadBundle } = await import(process.argv[1]); keepCode(loadBundle(process.argv[2]));";
      const args = [pathToFileURL(join(root, "apps/cli/bin/bundle.js")).href, join(root, BUNDLE)];
      execFileSync(process.execPath, ["--input-type=module", "-e", script, ...args]);
    });

    it("starts the bundle", () => {
      expect(printed()).toBe("bundled");
    });

    it("starts another bundle that lies in its place, of the same length", () => {
      write(BUNDLE, bundle("changed"), 6);
      expect(printed()).toBe("changed");
    });

    it.each([
      ["truncated", (code: Buffer) => code.subarray(0, code.length / 2)],
      ["empty", () => Buffer.alloc(0)],
      [
        "changed in one bit",
        (code: Buffer) => code.fill((code.at(-9) ?? 0) ^ 1, code.length - 9, code.length - 8),
      ],
    ])("starts the bundle where the code is %s", (_what, harm) => {
      const file = join(root, `${BUNDLE}.code`);
      writeFileSync(file, harm(readFileSync(file)));
      expect(printed()).toBe("bundled");
    });
  });
});

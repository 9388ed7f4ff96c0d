import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const BIN = fileURLToPath(new URL("../../../apps/cli/bin/", import.meta.url));

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
    write("apps/cli/dist/bundled/registry.js", 'process.stdout.write("bundled");', 5);
    write("apps/cli/dist/.tsbuildinfo", "", 2);
    write("packages/indexer/dist/.tsbuildinfo", "", 3);
    mkdirSync(join(root, "apps/cli/bin"));
    for (const name of ["launch.js", "registry.js"])
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
});

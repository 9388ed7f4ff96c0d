import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeFolder } from "./make-folder.js";

const place = mkdtempSync(join(tmpdir(), "hugginggpt-folder-"));

afterEach(() => rmSync(place, { recursive: true, force: true }));
beforeEach(() => void makeFolder(place));

describe("makeFolder", () => {
  it("makes what is missing, all with the mode, and names it from the innermost", () => {
    const [above, dir] = [join(place, "a"), join(place, "a", "b")];
    expect(makeFolder(dir, 0o700)).toEqual([dir, above]);
    for (const one of [above, dir]) expect(statSync(one).mode & 0o777).toBe(0o700);
    expect(makeFolder(dir)).toEqual([]);
  });

  it("refuses a file in the way and a link to nothing, and makes nothing", () => {
    writeFileSync(join(place, "file"), "");
    symlinkSync(join(place, "nothing"), join(place, "link"));
    expect(() => makeFolder(join(place, "file"))).toThrow("EEXIST");
    expect(() => makeFolder(join(place, "file", "below"))).toThrow("ENOTDIR");
    expect(() => makeFolder(join(place, "link"))).toThrow("EEXIST");
    expect(existsSync(join(place, "nothing"))).toBe(false);
  });

  it.runIf(process.platform === "linux")("returns where nothing can be made", () => {
    for (const dir of ["/proc/hugginggpt", "/proc/hugginggpt/below"])
      expect(() => makeFolder(dir)).toThrow("ENOENT");
  });
});

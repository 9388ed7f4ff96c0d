import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Fault } from "@hugginggpt/shared";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MemoryIndexGenerations } from "../../testing/index-generations.js";
import { publishFile } from "./publish-file.js";

const WRITTEN = { kind: "int8", params: "", lastSeq: 1, count: 1 } as const;

describe("publishing an index file", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "publish-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const write = async (path: string) => {
    writeFileSync(path, "index");
    return WRITTEN;
  };

  it("records what lies on the disk, and clears away what an earlier one left unfinished", async () => {
    writeFileSync(join(folder, "index.1.tmp"), "half");
    const generations = new MemoryIndexGenerations();
    expect(await publishFile(generations, folder, write)).toBe(1);
    expect(readdirSync(folder)).toEqual(["index.1.int8"]);
    expect(generations.all).toMatchObject([{ file: "index.1.int8", bytes: 5 }]);
  });

  it.each(["ENOSPC", "EIO"])(
    "that fails by %s says so as a matter of the disk, and leaves nothing over",
    async (code) => {
      const generations = new MemoryIndexGenerations();
      const failing = async (path: string) => {
        await write(path);
        throw Object.assign(new Error(`${code}: write`), { code, syscall: "write" });
      };
      await expect(publishFile(generations, folder, failing)).rejects.toMatchObject({
        code: "DISK",
        came: `${code} at ${folder}`,
        next: expect.stringContaining("free space"),
      });
      expect(readdirSync(folder)).toEqual([]);
      expect(generations.all).toEqual([]);
    },
  );

  it("that cannot be renamed fails in the same way", async () => {
    mkdirSync(join(folder, "index.1.int8"));
    await expect(publishFile(new MemoryIndexGenerations(), folder, write)).rejects.toMatchObject({
      code: "DISK",
    });
    expect(readdirSync(folder)).toEqual(["index.1.int8"]);
  });

  it("passes on a bug, and a fault of another kind, as they are", async () => {
    for (const error of [new TypeError("bug"), new Fault("UNSUPPORTED", "no")]) {
      const failing = () => Promise.reject(error);
      await expect(publishFile(new MemoryIndexGenerations(), folder, failing)).rejects.toBe(error);
    }
  });
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { claimant, claimDirectory } from "./run-claim.js";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "hugginggpt-claim-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe("claimDirectory", () => {
  it("is refused while another process lives that has claimed it, and taken over once it is gone", async () => {
    const other = spawn(process.execPath, ["-e", "process.stdin.resume()"], {
      stdio: ["pipe", "ignore", "ignore"],
    });
    await once(other, "spawn");
    await writeFile(join(dir, `${other.pid}-${"a".repeat(16)}.claim`), "");
    await expect(claimDirectory(dir)).rejects.toThrow(`Process ${other.pid} is at this run`);
    expect(await claimant(dir)).toBe(other.pid);
    other.stdin.end();
    await once(other, "close");
    const giveBack = await claimDirectory(dir);
    expect(await claimant(dir)).toBe(process.pid);
    await giveBack();
    expect(await readdir(dir)).toEqual([]);
  });

  it("makes the directory where it is not there; until then nobody has claimed it", async () => {
    const absent = join(dir, "a", "b");
    expect(await claimant(absent)).toBeNull();
    const giveBack = await claimDirectory(absent);
    expect(await claimant(absent)).toBe(process.pid);
    await giveBack();
  });

  it("leaves files alone that are no claims", async () => {
    await writeFile(join(dir, "journal.jsonl"), "");
    await writeFile(join(dir, "1-x.claim"), "");
    await (await claimDirectory(dir))();
    expect((await readdir(dir)).sort()).toEqual(["1-x.claim", "journal.jsonl"]);
  });
});

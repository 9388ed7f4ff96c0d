import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { claimDirectory, isClaimed } from "./run-claim.js";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "hugginggpt-claim-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** Claims a directory in another process, as `claimDirectory` does, and says so on standard output. */
const CLAIM = `
  const Database = require(process.argv[1]);
  const lock = new Database(process.argv[2], { timeout: 0 });
  lock.exec("BEGIN EXCLUSIVE");
  console.log("claimed");
  process.stdin.resume();`;

describe("claimDirectory", () => {
  it("is refused while another process has claimed it, and free again as soon as that one is killed", async () => {
    const library = createRequire(import.meta.url).resolve("better-sqlite3");
    const other = spawn(process.execPath, ["-e", CLAIM, library, join(dir, "claim.lock")]);
    await once(other.stdout, "data");
    await expect(claimDirectory(dir)).rejects.toThrow("Another process is working on this run");
    expect(isClaimed(dir)).toBe(true);
    other.kill("SIGKILL");
    await once(other, "close");
    expect(isClaimed(dir)).toBe(false);
    const giveBack = await claimDirectory(dir);
    expect(isClaimed(dir)).toBe(true);
    giveBack();
    expect(isClaimed(dir)).toBe(false);
  });

  it("stays claimed for others when the process that has it tries again", async () => {
    const giveBack = await claimDirectory(dir);
    await expect(claimDirectory(dir)).rejects.toThrow("Another process is working on this run");
    const library = createRequire(import.meta.url).resolve("better-sqlite3");
    const other = spawn(process.execPath, ["-e", CLAIM, library, join(dir, "claim.lock")]);
    other.stdin.end();
    await once(other, "close");
    expect(other.exitCode).not.toBe(0);
    giveBack();
  });

  it("needs the directory; until that is there nobody has claimed it", async () => {
    const absent = join(dir, "a", "b");
    expect(isClaimed(absent)).toBe(false);
    await expect(claimDirectory(absent)).rejects.toThrow("Could not write");
  });

  it("believes no number of a process: a file of an earlier life that names a living one claims nothing", async () => {
    await writeFile(join(dir, `${process.pid}-${"a".repeat(16)}.claim`), "");
    await writeFile(join(dir, "claim.lock"), "");
    expect(isClaimed(dir)).toBe(false);
    (await claimDirectory(dir))();
  });

  it("leaves nothing behind but its own file", async () => {
    await writeFile(join(dir, "journal.jsonl"), "");
    (await claimDirectory(dir))();
    expect((await readdir(dir)).sort()).toEqual(["claim.lock", "journal.jsonl"]);
  });
});

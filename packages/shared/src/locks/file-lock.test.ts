import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isFileLocked, takeFileLock } from "./file-lock.js";

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "file-lock-"));
  path = join(dir, "a.lock");
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Takes a lock, or tries to, in a process of its own, which then lives until its input ends. */
const TAKE = `
  const Database = require(process.argv[1]);
  const lock = new Database(process.argv[2], { timeout: 0 });
  try { lock.exec("BEGIN EXCLUSIVE"); console.log("taken"); } catch (error) { console.log(error.code); }
  process.stdin.resume();`;

async function inAnotherProcess() {
  const library = createRequire(import.meta.url).resolve("better-sqlite3");
  const child = spawn(process.execPath, ["-e", TAKE, library, path]);
  const [said] = await once(child.stdout, "data");
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await once(child, "close");
  };
  return { said: String(said).trim(), end };
}

describe("takeFileLock", () => {
  it("is refused while another process has it, and free as soon as that one is killed", async () => {
    const other = await inAnotherProcess();
    expect(other.said).toBe("taken");
    expect(takeFileLock(path)).toBeNull();
    expect(isFileLocked(path)).toBe(true);
    await other.end("SIGKILL");
    expect(isFileLocked(path)).toBe(false);
    takeFileLock(path)?.();
  });

  it("stays held when the process that has it tries again, and looks", async () => {
    const giveBack = takeFileLock(path);
    expect(takeFileLock(path)).toBeNull();
    expect(isFileLocked(path)).toBe(true);
    const other = await inAnotherProcess();
    expect(other.said).toBe("SQLITE_BUSY");
    await other.end("SIGTERM");
    giveBack?.();
    expect(isFileLocked(path)).toBe(false);
  });

  it("is given back once: the second time does nothing to whoever has it now", () => {
    const first = takeFileLock(path);
    first?.();
    const second = takeFileLock(path);
    first?.();
    expect(isFileLocked(path)).toBe(true);
    second?.();
  });

  it("leaves nothing but its file, empty and its owner's", () => {
    takeFileLock(path)?.();
    expect(readdirSync(dir)).toEqual(["a.lock"]);
    expect(statSync(path).size).toBe(0);
    if (process.platform !== "win32") expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("makes nothing where it only looks", () => {
    expect(isFileLocked(path)).toBe(false);
    expect(existsSync(path)).toBe(false);
  });

  it("throws for a file that is not of this kind, and leaves it as it is", () => {
    writeFileSync(path, "a letter, no lock ".repeat(100));
    expect(() => takeFileLock(path)).toThrow(/not a database/);
    expect(isFileLocked(path)).toBe(false);
    expect(statSync(path).size).toBe(1800);
  });
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RegistryDatabase } from "./registry-database.js";
import { currentWriter, takeWriterLock } from "./writer-lock.js";

describe("takeWriterLock", () => {
  let folder: string;
  let db: RegistryDatabase;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lock-"));
    db = RegistryDatabase.open(join(folder, "registry.sqlite"));
  });
  afterEach(() => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });
  let tokens = 0;
  const take = (pid: number, alive: readonly number[]) =>
    takeWriterLock(db, {
      pid,
      token: `token ${++tokens}`,
      since: "2024-01-01T00:00:00.000Z",
      isAlive: (other) => alive.includes(other),
    });

  it("has one holder at a time, by number", () => {
    const release = take(1, [1]);
    expect(() => take(2, [1, 2])).toThrow(/locked by pid 1/);
    release();
    take(2, [1, 2])();
  });

  it("says who holds it, as long as that process runs", () => {
    const asked = (alive: readonly number[]) =>
      currentWriter(db, { pid: 2, isAlive: (other) => alive.includes(other) });
    expect(asked([1])).toBeNull();
    const release = take(1, [1]);
    expect(asked([1])).toEqual({ pid: 1, since: "2024-01-01T00:00:00.000Z" });
    expect(asked([])).toBeNull();
    release();
    expect(asked([1])).toBeNull();
  });

  it("is taken over from a process that is gone", () => {
    take(1, []);
    const release = take(2, [2]);
    expect(() => take(3, [2, 3])).toThrow(/locked by pid 2/);
    release();
  });

  it("is refused to the same process while it holds it", () => {
    const release = take(1, [1]);
    expect(() => take(1, [1])).toThrow(/locked by pid 1/);
    release();
  });

  it("is taken over where a dead holder had the number that this process has now", () => {
    db.sql.prepare("INSERT INTO writer_lock VALUES (1, 7, 'of an earlier life', '2024')").run();
    take(7, [7])();
  });

  it("is not given back by whoever lost it", () => {
    const lost = take(1, []);
    const release = take(2, [2]);
    lost();
    expect(() => take(3, [2])).toThrow(/locked by pid 2/);
    release();
    release();
  });
});

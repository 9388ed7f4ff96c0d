import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { takeFileLock } from "@hugginggpt/shared/file-lock";
import { faultOf } from "@hugginggpt/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Writer } from "../../ports/writer.js";
import { RegistryDatabase } from "./registry-database.js";
import { currentWriter, takeWriterLock } from "./writer-lock.js";

const FIRST: Writer = { pid: 1, host: "one", since: "2024-01-01T00:00:00.000Z" };
/** Of another container, where numbers begin anew. */
const SECOND: Writer = { pid: 1, host: "two", since: "2024-01-02T00:00:00.000Z" };

describe("takeWriterLock", () => {
  let folder: string;
  let file: string;
  let db: RegistryDatabase;
  let other: RegistryDatabase;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lock-"));
    file = join(folder, "registry.sqlite");
    db = RegistryDatabase.open(file);
    other = RegistryDatabase.open(file);
  });
  afterEach(() => {
    db.close();
    other.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const taken = async (by: RegistryDatabase, writer: Writer) => takeWriterLock(by, writer);

  it("has one holder at a time, also where both have the same number", () => {
    const release = takeWriterLock(db, FIRST);
    expect(() => takeWriterLock(other, SECOND)).toThrow("locked by pid 1 on one");
    expect(() => takeWriterLock(db, FIRST)).toThrow("locked by pid 1 on one");
    release();
    takeWriterLock(other, SECOND)();
  });

  it("tells what to do", async () => {
    const release = takeWriterLock(db, FIRST);
    expect(await faultOf(taken(other, SECOND))).toMatchObject({
      code: "REGISTRY_LOCKED",
      came: `a process that writes since ${FIRST.since}`,
      next: "Wait until it ends, or end it: the lock goes with it.",
      retryable: true,
    });
    release();
  });

  it("says who holds it, as long as it is held", () => {
    expect(currentWriter(other)).toBeNull();
    const release = takeWriterLock(db, FIRST);
    expect(currentWriter(other)).toEqual(FIRST);
    release();
    expect(currentWriter(other)).toBeNull();
  });

  it("believes no note of a holder that is gone, were its number this process's own", () => {
    takeWriterLock(db, { ...FIRST, pid: process.pid })();
    expect(currentWriter(other)).toBeNull();
    const release = takeWriterLock(other, SECOND);
    expect(currentWriter(db)).toEqual(SECOND);
    release();
  });

  it("is refused without a name where the holder has not noted its own yet", () => {
    const release = takeFileLock(`${file}.lock`);
    expect(() => takeWriterLock(db, FIRST)).toThrow("locked by another process");
    release?.();
  });

  it("holds up neither readers nor small writes of others", () => {
    const release = takeWriterLock(db, FIRST);
    expect(other.read(() => other.sql.prepare("SELECT count(*) FROM models").pluck().get())).toBe(0);
    other.write(() => other.sql.prepare("INSERT INTO meta VALUES ('k', 'v')").run());
    release();
  });

  it("is given back where the note cannot be written", () => {
    db.sql.exec("DROP TABLE writer");
    expect(() => takeWriterLock(db, FIRST)).toThrow();
    db.sql.exec("CREATE TABLE writer (only INTEGER PRIMARY KEY, pid, host, since)");
    takeWriterLock(db, FIRST)();
  });

  it("is a matter of the disk where its file cannot be made", async () => {
    mkdirSync(`${file}.lock`);
    expect(await faultOf(taken(db, FIRST))).toMatchObject({ code: "DISK" });
  });

  it("leaves one file beside the database", () => {
    takeWriterLock(db, FIRST)();
    expect(readdirSync(folder).sort()).toEqual(
      ["", "-shm", "-wal", ".lock"].map((end) => `registry.sqlite${end}`).sort(),
    );
  });
});

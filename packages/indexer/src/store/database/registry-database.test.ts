import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isFault } from "@hugginggpt/shared";
import Database from "better-sqlite3";
import { getTableConfig, type SQLiteTable } from "drizzle-orm/sqlite-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrate } from "./migrate.js";
import { FIRST_VERSION, MIGRATIONS } from "./migrations.js";
import { RegistryDatabase } from "./registry-database.js";
import * as schema from "./schema.js";
import { storeFault } from "./store-fault.js";

describe("RegistryDatabase", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "database-"));
    file = join(folder, "registry.sqlite");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const codeOf = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      return isFault(error) ? error.code : error;
    }
    return "nothing thrown";
  };

  it.skipIf(process.platform === "win32")("is its owner's alone, with the folder that it makes", () => {
    const made = join(folder, "home", "registry.sqlite");
    const db = RegistryDatabase.open(made);
    db.sql.prepare("SELECT 1").get();
    expect(statSync(join(folder, "home")).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(join(folder, "home")))
      expect([name, statSync(join(folder, "home", name)).mode & 0o777]).toEqual([name, 0o600]);
    db.close();
  });

  it("makes the folder, and every table as drizzle knows it", () => {
    const db = RegistryDatabase.open(join(folder, "new", "home", "registry.sqlite"));
    for (const table of Object.values<SQLiteTable>(schema)) {
      const { name, columns } = getTableConfig(table);
      const made = db.sql
        .prepare<[string], { name: string }>("SELECT name FROM pragma_table_info(?)")
        .all(name);
      expect(made.map((column) => column.name).sort()).toEqual(columns.map((column) => column.name).sort());
    }
    expect(db.sql.pragma("journal_mode", { simple: true })).toBe("wal");
    expect(db.sql.pragma("foreign_keys", { simple: true })).toBe(1);
    expect(db.sql.pragma("trusted_schema", { simple: true })).toBe(0);
    db.close();
  });

  it("refuses a database of a newer version and leaves it as it is", () => {
    const db = RegistryDatabase.open(file);
    db.sql.pragma(`user_version = ${FIRST_VERSION + MIGRATIONS.length}`);
    db.close();
    expect(codeOf(() => RegistryDatabase.open(file))).toBe("REGISTRY_UNUSABLE");
    const raw = new Database(file);
    expect(raw.pragma("user_version", { simple: true })).toBe(FIRST_VERSION + MIGRATIONS.length);
    raw.close();
  });

  it("refuses a database of a version that was never released, and says how to go on", () => {
    const db = RegistryDatabase.open(file);
    db.sql.pragma(`user_version = ${FIRST_VERSION - 1}`);
    db.close();
    expect(() => RegistryDatabase.open(file)).toThrow(
      expect.objectContaining({
        code: "REGISTRY_UNUSABLE",
        next: expect.stringContaining("`indexer sync`"),
      }),
    );
  });

  it("goes through every later migration, each whole or not at all", () => {
    RegistryDatabase.open(file).close();
    const raw = new Database(file);
    const later = [...MIGRATIONS, "CREATE TABLE second (x)", "CREATE TABLE third (x); SELECT nonsense"];
    expect(() => migrate(raw, file, later)).toThrow(/nonsense/);
    expect(raw.pragma("user_version", { simple: true })).toBe(FIRST_VERSION + MIGRATIONS.length);
    const names = raw
      .prepare("SELECT name FROM sqlite_schema WHERE name IN ('second', 'third')")
      .pluck()
      .all();
    expect(names).toEqual(["second"]);
    raw.close();
  });

  it("refuses a database of another program", () => {
    const raw = new Database(file);
    raw.exec("CREATE TABLE theirs (x)");
    raw.close();
    expect(codeOf(() => RegistryDatabase.open(file))).toBe("REGISTRY_UNUSABLE");
  });

  it("refuses a file that is no database", () => {
    writeFileSync(file, "This is a letter, not a database. ".repeat(200));
    expect(codeOf(() => RegistryDatabase.open(file))).toBe("REGISTRY_UNUSABLE");
  });

  it("says that a damaged page is damage", () => {
    const db = RegistryDatabase.open(file);
    for (let i = 0; i < 200; i++)
      db.sql.prepare("INSERT INTO meta VALUES (?, ?)").run(`k${i}`, "x".repeat(500));
    db.sql.pragma("wal_checkpoint(TRUNCATE)");
    const pages = Number(db.sql.pragma("page_count", { simple: true }));
    db.close();
    const raw = new Database(file);
    const size = Number(raw.pragma("page_size", { simple: true }));
    raw.close();
    const garbage = Buffer.alloc(size * (pages - 4), 0x5a);
    writeFileSync(file, garbage, { flag: "r+" });
    expect(codeOf(() => RegistryDatabase.open(file))).toBe("REGISTRY_UNUSABLE");
  });

  it("says that a folder in the file's place is a matter of the disk", () => {
    mkdirSync(file);
    expect(codeOf(() => RegistryDatabase.open(file))).toBe("DISK");
  });

  it("tells a full disk, an I/O error and a busy database from bugs", () => {
    const error = (code: string) => new Database.SqliteError("x", code);
    expect(storeFault(error("SQLITE_FULL"), file)).toMatchObject({ code: "DISK" });
    expect(storeFault(error("SQLITE_IOERR_WRITE"), file)).toMatchObject({ code: "DISK" });
    expect(storeFault(error("SQLITE_BUSY"), file)).toMatchObject({
      code: "REGISTRY_LOCKED",
      retryable: true,
    });
    expect(storeFault(error("SQLITE_CORRUPT_VTAB"), file)).toMatchObject({ code: "REGISTRY_UNUSABLE" });
    const bug = new TypeError("x");
    expect(storeFault(bug, file)).toBe(bug);
  });
});

import { closeSync, existsSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { Fault } from "@hugginggpt/shared";
import { makeFolder } from "@hugginggpt/shared/folders";
import Database from "better-sqlite3";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import { migrate, refuseOlder, refuseUnusable } from "./migrate.js";
import { withStoreFaults } from "./store-fault.js";

/** How long a statement waits for another process's transaction, in milliseconds. */
const BUSY_TIMEOUT_MS = 5000;

/** Pages in memory at most, in KiB: searches read the same ones again. */
const CACHE_KIB = 65_536;

/**
 * Pages of the log that trigger a checkpoint, 32 MB: pages that change repeatedly are written once, where SQLite's
 * default of 1,000 makes the disk write each about ten times in a sync.
 */
const CHECKPOINT_PAGES = 8000;

/**
 * The open database. `orm` is drizzle: it reads and writes whole rows with their types (JSON, booleans). SQL by hand,
 * in `statement` and `query`, is for what drizzle has no words for or is slow at (FTS5, windows, what runs for each
 * model) and for what PostgreSQL is asked in the same words (`statements/`).
 */
export class RegistryDatabase {
  readonly file: string;
  readonly sql: Database.Database;
  readonly orm: BetterSQLite3Database;
  readonly #statements = new Map<string, Database.Statement>();
  /** Runs work in a transaction; made once, which costs as much as a small one. */
  readonly #transaction: Database.Transaction<(work: () => unknown) => unknown>;

  private constructor(file: string, sql: Database.Database) {
    this.file = file;
    this.sql = sql;
    this.orm = drizzle(sql);
    this.#transaction = sql.transaction((work) => work());
  }

  /**
   * Opens a registry file, made with its folder where it is absent, and brings it to this version.
   * @throws Fault REGISTRY_UNUSABLE for a damaged, foreign or newer file; DISK if it cannot be opened or written;
   * NOT_INSTALLED if SQLite does not load.
   */
  static open(file: string): RegistryDatabase {
    return withStoreFaults(file, () => {
      // The home is its owner's alone.
      makeFolder(dirname(file), 0o700);
      if (!existsSync(file)) closeSync(openSync(file, "a", 0o600));
      const sql = new Database(file, { timeout: BUSY_TIMEOUT_MS });
      try {
        distrust(sql);
        refuseUnusable(sql, file);
        configure(sql);
        migrate(sql, file);
      } catch (error) {
        sql.close();
        throw error;
      }
      return new RegistryDatabase(file, sql);
    });
  }

  /**
   * Opens a registry file of this version to read one state of it; nothing is written.
   * @throws Fault REGISTRY_MISSING if there is none, REGISTRY_UNUSABLE also for one of an older version.
   */
  static openToRead(file: string): RegistryDatabase {
    if (!existsSync(file)) {
      throw new Fault("REGISTRY_MISSING", "There is no registry", {
        came: `no file ${file}`,
        next: "Name the home that has one with --home or HUGGINGGPT_HOME.",
      });
    }
    return withStoreFaults(file, () => {
      const sql = new Database(file, { timeout: BUSY_TIMEOUT_MS, readonly: true });
      try {
        distrust(sql);
        refuseUnusable(sql, file);
        refuseOlder(sql, file);
        sql.exec("BEGIN");
      } catch (error) {
        sql.close();
        throw error;
      }
      return new RegistryDatabase(file, sql);
    });
  }

  /**
   * Returns the rows of a statement that is the same on PostgreSQL. Its tables are in the schema `hugginggpt`, which
   * SQLite does not have, and its values are `$1`, `$2`, in their order.
   */
  query<Row>(source: string, values: readonly SqlValue[] = []): Row[] {
    const statement = this.statement<[Numbered], Row>(source);
    if (statement.reader) return statement.all(numbered(values));
    statement.run(numbered(values));
    return [];
  }

  /** Returns a statement, prepared once: preparing costs more than most of them. */
  statement<Bind extends unknown[], Row = unknown>(source: string): Database.Statement<Bind, Row> {
    const known = this.#statements.get(source) ?? this.sql.prepare(source.replaceAll("hugginggpt.", ""));
    this.#statements.set(source, known);
    // The types of binding and row are the caller's knowledge of its own SQL, as with `prepare` itself.
    return known as Database.Statement<Bind, Row>;
  }

  /** Returns a text that is another one whenever this or another process has committed something. */
  changes(): string {
    const others = this.statement<[], number>("PRAGMA data_version").pluck().get();
    return `${others} ${this.statement<[], number>("SELECT total_changes()").pluck().get()}`;
  }

  /** Returns what `work` read, all of it from one state. @throws Fault as `open`. */
  read<T>(work: () => T): T {
    // The cast: the transaction returns what the work does.
    return withStoreFaults(this.file, () => this.#transaction(work) as T);
  }

  /** Returns what `work` returned once everything it wrote is committed; nothing is when it throws. */
  write<T>(work: () => T): T {
    // The cast: as for `read`.
    return withStoreFaults(this.file, () => this.#transaction.immediate(work) as T);
  }

  /** Closes the file; a second call does nothing. */
  close(): void {
    this.sql.close();
  }
}

export type SqlValue = string | number | null;

/** Values by their numbers in a statement: `$1`, `$2`, ... */
export type Numbered = Readonly<Record<string, SqlValue>>;

export function numbered(values: readonly SqlValue[]): Numbered {
  return Object.fromEntries(values.map((value, i) => [i + 1, value]));
}

/** Nothing here writes to the file: it may be another program's. */
function distrust(sql: Database.Database): void {
  sql.pragma("trusted_schema = OFF");
  sql.pragma("cell_size_check = ON");
}

function configure(sql: Database.Database): void {
  sql.pragma("journal_mode = WAL");
  sql.pragma("synchronous = NORMAL");
  sql.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  sql.pragma(`cache_size = -${CACHE_KIB}`);
  sql.pragma("foreign_keys = ON");
}

import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import type { Clock, EndpointRecord, NotedAttempt, TrackRecords } from "@hugginggpt/shared";
import Database from "better-sqlite3";
import { z } from "zod";
import { type DecayedRecord, decayed, medianOf, withAttempt } from "./decayed-record.js";
import { diskFault } from "./disk-fault.js";
import { PRIVATE_FILE, PRIVATE_FOLDER } from "./private-file.js";

/** How long a statement waits for another process's transaction, in milliseconds. */
const BUSY_TIMEOUT_MS = 2_000;
const TABLE = `
CREATE TABLE IF NOT EXISTS track_records (
  model TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  succeeded REAL NOT NULL,
  failed REAL NOT NULL,
  times TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (model, endpoint)
) STRICT, WITHOUT ROWID;
`;
const OF_MODEL =
  "SELECT endpoint, succeeded, failed, times, at FROM track_records WHERE model = ? ORDER BY endpoint";
const ONE =
  "SELECT endpoint, succeeded, failed, times, at FROM track_records WHERE model = ? AND endpoint = ?";
const WRITE =
  "INSERT OR REPLACE INTO track_records (model, endpoint, succeeded, failed, times, at) VALUES (?, ?, ?, ?, ?, ?)";

/** A row as another program may have changed it. */
const ROW = z.object({
  endpoint: z.string(),
  succeeded: z.number().min(0),
  failed: z.number().min(0),
  times: z
    .string()
    .transform((text) => safeParse(text))
    .pipe(z.array(z.number().min(0)).max(1_000)),
  at: z.number(),
});

export interface TrackRecordOptions {
  readonly clock: Pick<Clock, "now">;
  /** Told once when records cannot be read or written any more. */
  readonly onTrouble?: (message: string) => void;
}

/** Keeps how models did in a file that runs share: what one process notes, no other loses. */
export class SqliteTrackRecords implements TrackRecords {
  readonly #sql: Database.Database;
  readonly #ofModel: Database.Statement<[string]>;
  readonly #one: Database.Statement<[string, string]>;
  readonly #write: Database.Statement<[string, string, number, number, string, number]>;
  readonly #options: TrackRecordOptions;
  #isTold = false;

  private constructor(sql: Database.Database, options: TrackRecordOptions) {
    this.#sql = sql;
    this.#options = options;
    this.#ofModel = sql.prepare(OF_MODEL);
    this.#one = sql.prepare(ONE);
    this.#write = sql.prepare(WRITE);
  }

  /**
   * Opens a file of records, made with its folder where it is absent.
   * @throws Fault DISK where it cannot be opened or is no such file.
   */
  static open(file: string, options: TrackRecordOptions): SqliteTrackRecords {
    let sql: Database.Database | null = null;
    try {
      mkdirSync(dirname(file), { recursive: true, mode: PRIVATE_FOLDER });
      closeSync(openSync(file, "a", PRIVATE_FILE));
      sql = new Database(file, { timeout: BUSY_TIMEOUT_MS });
      sql.pragma("journal_mode = WAL");
      // A record that a power failure takes is no loss worth waiting for.
      sql.pragma("synchronous = NORMAL");
      sql.exec(TABLE);
      return new SqliteTrackRecords(sql, options);
    } catch (error) {
      sql?.close();
      throw diskFault("read", file, error);
    }
  }

  async of(model: string): Promise<readonly EndpointRecord[]> {
    return this.#quietly([], () => {
      const now = this.#options.clock.now();
      return this.#ofModel.all(model).flatMap((row) => {
        const read = ROW.safeParse(row);
        if (!read.success) return [];
        const { succeeded, failed, times } = decayed(read.data, now);
        return [{ endpoint: read.data.endpoint, succeeded, failed, medianMs: medianOf(times) }];
      });
    });
  }

  async note(attempt: NotedAttempt): Promise<void> {
    this.#quietly(undefined, () => {
      this.#sql.transaction(() => this.#add(attempt)).immediate();
    });
  }

  close(): void {
    this.#sql.close();
  }

  #add({ model, endpoint, ok, ms }: NotedAttempt): void {
    const read = ROW.safeParse(this.#one.get(model, endpoint));
    const known: DecayedRecord | null = read.success ? read.data : null;
    const { succeeded, failed, times, at } = withAttempt(known, { ok, ms }, this.#options.clock.now());
    this.#write.run(model, endpoint, succeeded, failed, JSON.stringify(times), Math.round(at));
  }

  /** Nothing that a user wants depends on records. */
  #quietly<T>(otherwise: T, work: () => T): T {
    try {
      return work();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (!this.#isTold) this.#options.onTrouble?.(`The results of models cannot be saved: ${message}`);
      this.#isTold = true;
      return otherwise;
    }
  }
}

function safeParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // No list is what the schema refuses.
  }
}

import { closeSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { type Clock, diskFault, type NotedAttempt, parseJson, type TrackRecords } from "@hugginggpt/shared";
import { makeFolder } from "@hugginggpt/shared/folders";
import { nativeFault } from "@hugginggpt/shared/native";
import Database from "better-sqlite3";
import { PRIVATE_FILE, PRIVATE_FOLDER } from "../../objects/private-file.js";
import { type DecayedRecord, decayed, medianOf, quietWork, withAttempt } from "./decayed-record.js";

/** The results of models in a file. */
export interface SqliteTrackRecords extends TrackRecords {
  close(): void;
}

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

/** More times than this program writes. */
const MOST_TIMES = 1_000;

/** A row as this program writes it; another program may have changed it. */
interface Row extends Omit<DecayedRecord, "times"> {
  readonly endpoint: string;
  readonly times: string;
}

export interface TrackRecordOptions {
  readonly clock: Pick<Clock, "now">;
  /** Called once, when records can no longer be read or written. */
  readonly onTrouble?: (message: string) => void;
}

/**
 * Opens the results of models in a file that runs share; creates it if it is missing. Processes do not overwrite each
 * other's results.
 * @throws Fault DISK if it cannot be opened or is no such file.
 */
export function openSqliteTrackRecords(file: string, options: TrackRecordOptions): SqliteTrackRecords {
  let sql: Database.Database | null = null;
  try {
    makeFolder(dirname(file), PRIVATE_FOLDER);
    closeSync(openSync(file, "a", PRIVATE_FILE));
    sql = new Database(file, { timeout: BUSY_TIMEOUT_MS });
    sql.pragma("journal_mode = WAL");
    // Waiting for the disk is not worth it: a power failure may take the last records.
    sql.pragma("synchronous = NORMAL");
    sql.exec(TABLE);
    return recordsIn(sql, options);
  } catch (error) {
    sql?.close();
    throw nativeFault(error, "better-sqlite3") ?? diskFault("read", file, error);
  }
}

function recordsIn(sql: Database.Database, { clock, onTrouble }: TrackRecordOptions): SqliteTrackRecords {
  const ofModel = sql.prepare<[string], Row>(OF_MODEL);
  const one = sql.prepare<[string, string], Row>(ONE);
  const write = sql.prepare<[string, string, number, number, string, number]>(WRITE);
  const add = sql.transaction(({ model, endpoint, ok, ms }: NotedAttempt) => {
    const before = recordOf(one.get(model, endpoint));
    const { succeeded, failed, times, at } = withAttempt(before, { ok, ms }, clock.now());
    write.run(model, endpoint, succeeded, failed, JSON.stringify(times), Math.round(at));
  });
  const quietly = quietWork(onTrouble);
  return {
    of: (model) =>
      quietly([], () =>
        ofModel.all(model).flatMap((row) => {
          const read = recordOf(row);
          if (read === null) return [];
          const { succeeded, failed, times } = decayed(read, clock.now());
          return [{ endpoint: row.endpoint, succeeded, failed, medianMs: medianOf(times) }];
        }),
      ),
    note: (attempt) => quietly(undefined, () => add.immediate(attempt)),
    close: () => void sql.close(),
  };
}

/** Returns the content of a row; null if there is none, or if its values are impossible. */
function recordOf(row: Row | undefined): DecayedRecord | null {
  if (row === undefined) return null;
  const times = listOf(row.times);
  const isAmount = (value: unknown): boolean => typeof value === "number" && value >= 0;
  const isUsable =
    typeof row.endpoint === "string" &&
    Number.isFinite(row.at) &&
    times !== null &&
    times.length <= MOST_TIMES &&
    [row.succeeded, row.failed, ...times].every(isAmount);
  // The cast: each was seen to be a number.
  return isUsable ? { ...row, times: times as number[] } : null;
}

function listOf(text: string): readonly unknown[] | null {
  const value = parseJson(text);
  return Array.isArray(value) ? value : null;
}

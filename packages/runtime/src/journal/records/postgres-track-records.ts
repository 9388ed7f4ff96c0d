import {
  type Clock,
  type EndpointRecord,
  type NotedAttempt,
  systemClock,
  type TrackRecords,
} from "@hugginggpt/shared";
import { type PostgresDatabase, type PostgresTransaction, prepared } from "@hugginggpt/shared/postgres";
import { withoutNul } from "../postgres/without-nul.js";
import { type DecayedRecord, decayed, medianOf, quietWork, withAttempt } from "./decayed-record.js";

const NOW = "(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now";
const OF_MODELS = prepared(`
SELECT model, endpoint, succeeded, failed, times, at, ${NOW} FROM hugginggpt.track_records
WHERE model = ANY ($1) ORDER BY model, endpoint`);
/** In a fixed order, so that two writers never wait for each other. */
const MAKE = `
INSERT INTO hugginggpt.track_records (model, endpoint)
SELECT DISTINCT model, endpoint FROM unnest($1::text[], $2::text[]) AS given (model, endpoint) ORDER BY 1, 2
ON CONFLICT DO NOTHING`;
const LOCK = `
SELECT model, endpoint, succeeded, failed, times, at, ${NOW} FROM hugginggpt.track_records
WHERE (model, endpoint) IN (SELECT * FROM unnest($1::text[], $2::text[])) ORDER BY model, endpoint FOR UPDATE`;
const WRITE = `
UPDATE hugginggpt.track_records AS r SET succeeded = w.succeeded, failed = w.failed, times = w.times::float8[], at = w.at
FROM unnest($1::text[], $2::text[], $3::float8[], $4::float8[], $5::text[], $6::float8[])
  AS w (model, endpoint, succeeded, failed, times, at)
WHERE r.model = w.model AND r.endpoint = w.endpoint`;

/** How long attempts are gathered before they are written, and how long rows are reused, in milliseconds. */
const GATHER_MS = 1_000;

export interface PostgresRecordOptions {
  readonly clock?: Pick<Clock, "sleep">;
  /** Returns milliseconds of a monotonic clock. */
  readonly ticks?: () => number;
  /** Called once, when records can no longer be read or written. */
  readonly onTrouble?: (message: string) => void;
}

interface Row extends DecayedRecord {
  readonly model: string;
  readonly endpoint: string;
  /** By the database's clock. */
  readonly now: number;
}

/** The record of an endpoint that was never tried. */
const NONE = { succeeded: 0, failed: 0, times: [], at: 0, now: 0 };

/**
 * Keeps the results of models in a database shared by machines. Attempts are written in batches after a second; if the
 * process is killed before, they are lost.
 */
export class PostgresTrackRecords implements TrackRecords {
  readonly #db: Pick<PostgresDatabase, "query" | "write">;
  readonly #options: PostgresRecordOptions;
  /** The models of the next query, and its rows. */
  #query: { readonly models: Set<string>; readonly rows: Promise<readonly Row[]> } | null = null;
  /** The rows that were read since a time, by model. */
  #known = { since: 0, rows: new Map<string, Promise<readonly Row[]>>() };
  #noted: NotedAttempt[] = [];
  #writing: Promise<void> | null = null;
  #hurry = new AbortController();
  readonly #quietly: ReturnType<typeof quietWork>;

  /** The caller who opened the database closes it after this. */
  constructor(db: Pick<PostgresDatabase, "query" | "write">, options: PostgresRecordOptions = {}) {
    this.#db = db;
    this.#options = options;
    this.#quietly = quietWork(options.onTrouble);
  }

  async of(model: string): Promise<readonly EndpointRecord[]> {
    const rows = await this.#read(withoutNul(model));
    const noted = this.#noted.filter((one) => withoutNul(one.model) === withoutNul(model));
    const endpoints = new Set([...rows, ...noted].map(({ endpoint }) => withoutNul(endpoint)));
    return [...endpoints].sort().map((endpoint) => {
      const row = rows.find((one) => one.endpoint === endpoint) ?? NONE;
      const { succeeded, failed, times } = withNoted(row, noted, endpoint);
      return { endpoint, succeeded, failed, medianMs: medianOf(times) };
    });
  }

  async note(attempt: NotedAttempt): Promise<void> {
    this.#noted.push(attempt);
    this.#writing ??= this.#writeLater().finally(() => {
      this.#writing = null;
    });
  }

  /** Writes the noted attempts. */
  async close(): Promise<void> {
    this.#hurry.abort();
    await this.#writing;
  }

  /** Within a second a model is read only once: other processes publish their attempts no faster. */
  #read(model: string): Promise<readonly Row[]> {
    const { ticks = () => performance.now() } = this.#options;
    if (ticks() - this.#known.since >= GATHER_MS) this.#known = { since: ticks(), rows: new Map() };
    const { rows } = this.#known;
    const known = rows.get(model);
    if (known) return known;
    this.#query ??= this.#newQuery();
    this.#query.models.add(model);
    const read = this.#query.rows.then((all) => all.filter((row) => row.model === model));
    rows.set(model, read);
    return read;
  }

  /** Reads the models of one turn of the event loop by one query. */
  #newQuery() {
    const models = new Set<string>();
    const rows = Promise.resolve().then(async () => {
      this.#query = null;
      return this.#quietly([], () => this.#db.query<Row>(OF_MODELS, [[...models]]));
    });
    return { models, rows };
  }

  async #writeLater(): Promise<void> {
    const { clock = systemClock } = this.#options;
    while (this.#noted.length > 0) {
      await clock.sleep(GATHER_MS, this.#hurry.signal).catch(() => undefined); // It is closed.
      const noted = this.#noted;
      this.#noted = [];
      await this.#quietly(undefined, () => this.#db.write((transaction) => writeAll(transaction, noted)));
      this.#known = { since: 0, rows: new Map() };
    }
  }
}

async function writeAll({ query }: PostgresTransaction, noted: readonly NotedAttempt[]): Promise<void> {
  const names = [
    noted.map(({ model }) => withoutNul(model)),
    noted.map(({ endpoint }) => withoutNul(endpoint)),
  ];
  await query(MAKE, names);
  const rows = await query<Row>(LOCK, names);
  const changed = rows.map((row) => {
    const ofModel = noted.filter((one) => withoutNul(one.model) === row.model);
    return { ...row, ...withNoted(row, ofModel, row.endpoint) };
  });
  await query(WRITE, [
    ...[changed.map(({ model }) => model), changed.map(({ endpoint }) => endpoint)],
    ...[changed.map(({ succeeded }) => succeeded), changed.map(({ failed }) => failed)],
    ...[changed.map(({ times }) => `{${times.join(",")}}`), changed.map(({ at }) => at)],
  ]);
}

/** Returns a row as weighted now, with the noted attempts of its endpoint. */
function withNoted(
  row: DecayedRecord & Pick<Row, "now">,
  noted: readonly NotedAttempt[],
  endpoint: string,
): DecayedRecord {
  return noted
    .filter((one) => withoutNul(one.endpoint) === endpoint)
    .reduce((record, one) => withAttempt(record, one, row.now), decayed(row, row.now));
}

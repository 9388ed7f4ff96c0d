import { type Clock, type Fault, isDatabaseAway } from "@hugginggpt/shared";
import type { PostgresTransaction } from "@hugginggpt/shared/postgres";

/** The first wait and the longest, in milliseconds; each is twice the one before. */
const FIRST_WAIT_MS = 50;
const LAST_WAIT_MS = 1_000;

/** What waiting for a database needs. */
export interface Patience {
  readonly clock: Pick<Clock, "sleep">;
  /** Returns milliseconds of a monotonic clock. */
  readonly ticks: () => number;
  /** Called each time the database is out of disk space. */
  readonly onFull?: ((fault: Fault) => void) | undefined;
}

/**
 * Repeats work until it succeeds, as long as it fails only because the database is unavailable, busy or full, and
 * `isOver` is false. The work must be safe to do twice.
 * @throws what the work threw last.
 */
export async function patiently<T>(
  work: () => Promise<T>,
  isOver: () => boolean,
  { clock, onFull }: Omit<Patience, "ticks">,
): Promise<T> {
  for (let ms = FIRST_WAIT_MS; ; ms = Math.min(2 * ms, LAST_WAIT_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error) || isOver()) throw error;
      if (error.code === "DISK") onFull?.(error);
      await clock.sleep(ms);
    }
  }
}

/**
 * Does the same as `patiently` for at most `ms` milliseconds.
 * @throws what the work threw last.
 */
export function forAWhile<T>(
  work: () => Promise<T>,
  ms: number,
  patience: Patience,
  isOver: () => boolean = () => false,
): Promise<T> {
  const begun = patience.ticks();
  return patiently(work, () => isOver() || patience.ticks() - begun >= ms, patience);
}

/** How long a server waits for its database before it refuses a request, in milliseconds. */
const REQUEST_MS = 20_000;

/**
 * Returns a database whose statements wait up to 20 seconds while it is unavailable. They must be safe to send twice.
 */
export function patientQueries(database: PostgresTransaction, patience: Patience): PostgresTransaction {
  return {
    query: (sql, values, signal) =>
      forAWhile(() => database.query(sql, values, signal), REQUEST_MS, patience),
  };
}

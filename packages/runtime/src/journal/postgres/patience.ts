import { type Clock, type Fault, isDatabaseAway } from "@hugginggpt/shared";
import type { PostgresTransaction } from "@hugginggpt/shared/postgres";

/** The first wait and the longest, in milliseconds; each is twice the one before. */
const FIRST_WAIT_MS = 50;
const LAST_WAIT_MS = 1_000;

/** What waiting is done with. */
export interface Patience {
  readonly clock: Pick<Clock, "sleep">;
  /** Milliseconds that pass, whatever the machine's clock is set to. */
  readonly ticks: () => number;
  /** Told each time that the database has no room: somebody has to make some. */
  readonly onFull?: ((fault: Fault) => void) | undefined;
}

/**
 * Does work that can be done twice until it succeeds, as long as only the database is away, busy or full and nobody gives up.
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
 * As `patiently`, for so many milliseconds at most, or until somebody gives up.
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

/** Returns a database for statements that can be sent twice: they wait while it is away, for 20 seconds at most. */
export function patientQueries(database: PostgresTransaction, patience: Patience): PostgresTransaction {
  return {
    query: (sql, values, signal) =>
      forAWhile(() => database.query(sql, values, signal), REQUEST_MS, patience),
  };
}

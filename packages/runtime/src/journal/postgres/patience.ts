import { type Clock, isDatabaseAway } from "@hugginggpt/shared";

/** The first wait and the longest, in milliseconds; each is twice the one before. */
const FIRST_WAIT_MS = 50;
const LAST_WAIT_MS = 1_000;

/** What waiting is done with. */
export interface Patience {
  readonly clock: Pick<Clock, "sleep">;
  /** Milliseconds that pass, whatever the machine's clock is set to. */
  readonly ticks: () => number;
}

/**
 * Does work that can be done twice until it succeeds, as long as only the database is away or busy and nobody gives up.
 * @throws what the work threw last.
 */
export async function patiently<T>(
  work: () => Promise<T>,
  isOver: () => boolean,
  clock: Pick<Clock, "sleep">,
): Promise<T> {
  for (let ms = FIRST_WAIT_MS; ; ms = Math.min(2 * ms, LAST_WAIT_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error) || isOver()) throw error;
      await clock.sleep(ms);
    }
  }
}

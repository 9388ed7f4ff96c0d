import type { PostgresDatabase } from "@hugginggpt/shared/postgres";
import type { LimitWindow, WindowChange } from "../../../ports/sync-team.js";

const MS = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`;
const TIME = (value: string): string => `to_timestamp(${value}::float8 / 1000)`;

const FIND = `
SELECT remaining, quota, ${MS("resets_at")} AS "resetsAt", ${MS("next_at")} AS "nextAt"
FROM hugginggpt.limit_windows WHERE bucket = $1`;
/** Locks a bucket: a new bucket has no row yet that a transaction could lock. */
const ONE_AT_A_TIME = `
SELECT ${MS("clock_timestamp()")} AS now FROM pg_advisory_xact_lock(hashtextextended('hugginggpt:limit:' || $1, 0))`;
const PUT = `
INSERT INTO hugginggpt.limit_windows (bucket, remaining, quota, resets_at, next_at)
VALUES ($1, $2, $3, ${TIME("$4")}, ${TIME("$5")})
ON CONFLICT (bucket) DO UPDATE SET (remaining, quota, resets_at, next_at) =
  (EXCLUDED.remaining, EXCLUDED.quota, EXCLUDED.resets_at, EXCLUDED.next_at)`;

/** Implements `Seat.changeWindow`. */
export function changeWindow<T>(db: PostgresDatabase, bucket: string, change: WindowChange<T>): Promise<T> {
  return db.write(async ({ query }) => {
    const [clock] = await query<{ now: number }>(ONE_AT_A_TIME, [bucket]);
    const [found] = await query<LimitWindow>(FIND, [bucket]);
    const { window, made } = change(found ?? null, clock?.now ?? 0);
    if (window !== null && window !== found) {
      const { remaining, quota, resetsAt, nextAt } = window;
      await query(PUT, [bucket, remaining, quota, resetsAt, nextAt]);
    }
    return made;
  });
}

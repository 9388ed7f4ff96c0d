import type { PostgresTransaction } from "@hugginggpt/shared/postgres";
import type { Repeat, RunRepeats } from "./run-repeats.js";

const FIND = `
SELECT name, print, run FROM hugginggpt.repeats WHERE name = $1 AND at > clock_timestamp() - interval '1 day'`;
const NOTE = `
INSERT INTO hugginggpt.repeats AS known (name, print, run) VALUES ($1, $2, $3)
ON CONFLICT (name) DO UPDATE SET print = EXCLUDED.print, run = EXCLUDED.run, at = clock_timestamp()
WHERE known.run = $4 OR known.at <= clock_timestamp() - interval '1 day'
RETURNING name, print, run`;
const FORGET_OLD = "DELETE FROM hugginggpt.repeats WHERE at <= clock_timestamp() - interval '1 day'";

/** Old requests are removed after this many new ones. */
const SWEPT_AFTER = 1_000;

/** Knows the requests of all servers that share a database. A day is measured by the database's clock. */
export function postgresRepeats(database: PostgresTransaction): RunRepeats {
  let noted = 0;
  const find = async (name: string): Promise<Repeat | null> =>
    (await database.query<Repeat>(FIND, [name]))[0] ?? null;
  return {
    find,
    /** Sending it twice has the effect of sending it once. */
    note: async (repeat, before) => {
      if (++noted % SWEPT_AFTER === 0) await database.query(FORGET_OLD);
      const { name, print, run } = repeat;
      const [entry] = await database.query<Repeat>(NOTE, [name, print, run, before]);
      return entry ?? (await find(name)) ?? repeat;
    },
  };
}

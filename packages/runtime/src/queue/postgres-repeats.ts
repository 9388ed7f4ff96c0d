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

/** After so many requests the old ones are removed. */
const SWEPT_AFTER = 1_000;

/** The requests of all servers that share a database; a day is one by its clock. */
export class PostgresRepeats implements RunRepeats {
  readonly #database: PostgresTransaction;
  #noted = 0;

  constructor(database: PostgresTransaction) {
    this.#database = database;
  }

  async find(name: string): Promise<Repeat | null> {
    const [found] = await this.#database.query<Repeat>(FIND, [name]);
    return found ?? null;
  }

  /** Sent twice it notes once: what this one noted counts. */
  async note(repeat: Repeat, before: string | null): Promise<Repeat> {
    if (++this.#noted % SWEPT_AFTER === 0) await this.#database.query(FORGET_OLD);
    const { name, print, run } = repeat;
    const [noted] = await this.#database.query<Repeat>(NOTE, [name, print, run, before]);
    return noted ?? (await this.find(name)) ?? repeat;
  }
}

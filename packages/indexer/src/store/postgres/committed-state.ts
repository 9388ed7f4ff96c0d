import { type PostgresDatabase, type PostgresTransaction, prepared } from "@hugginggpt/shared/postgres";

/** Reads the number of the state that the statement sees; each commit adds one. */
const NUMBER = prepared("SELECT number FROM hugginggpt.registry_state");

/** The first statement of every write: it makes writers take turns, and numbers the new state. */
export const NEXT_STATE = "UPDATE hugginggpt.registry_state SET number = number + 1";

/** The same number as a column of a larger statement, for the state that this statement sees. */
export const STATE = "(SELECT number FROM hugginggpt.registry_state) AS state";

/** Knows the number of the registry's committed state, so that caches stay valid as long as that state lasts. */
export class CommittedState {
  readonly #db: PostgresDatabase;
  #last: number | null = null;
  /** The running query, and the one that follows it. */
  #asking: Promise<unknown> = Promise.resolve();
  #next: Promise<number> | null = null;

  constructor(db: PostgresDatabase) {
    this.#db = db;
  }

  /** Returns the number of the committed state. Callers during a running query share the next one. */
  now(): Promise<number> {
    this.#next ??= this.#asking.then(() => {
      this.#next = null;
      const asked = this.of((sql) => this.#db.query(sql));
      this.#asking = asked.catch(() => undefined); // The caller gets the error.
      return asked;
    });
    return this.#next;
  }

  /** Returns the greatest number seen so far, without a query if there is one. */
  async last(): Promise<number> {
    return this.#last ?? (await this.now());
  }

  /** Returns the number of the state that a transaction sees. */
  async of(query: PostgresTransaction["query"]): Promise<number> {
    const [row] = await query<{ readonly number: number }>(NUMBER);
    const number = row?.number ?? 0;
    this.#last = Math.max(number, this.#last ?? 0);
    return number;
  }
}

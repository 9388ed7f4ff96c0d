import { type PostgresDatabase, type PostgresTransaction, prepared } from "@hugginggpt/shared/postgres";

/** The number of the state that a statement reads, which each commit makes greater by one. */
const NUMBER = prepared("SELECT number FROM hugginggpt.registry_state");

/** The same as a value of a larger statement, which is of the state that the statement reads. */
export const STATE = "(SELECT number FROM hugginggpt.registry_state) AS state";

/** Numbers the states of a registry, so that what was read of one is remembered for as long as it lasts. */
export class CommittedState {
  readonly #db: PostgresDatabase;
  #last: number | null = null;
  /** The question that is under way, and the one after it. */
  #asking: Promise<unknown> = Promise.resolve();
  #next: Promise<number> | null = null;

  constructor(db: PostgresDatabase) {
    this.#db = db;
  }

  /** Returns the number of what is committed now. Who ask while a question is under way share the next one. */
  now(): Promise<number> {
    this.#next ??= this.#asking.then(() => {
      this.#next = null;
      const asked = this.of((sql) => this.#db.query(sql));
      this.#asking = asked.catch(() => undefined); // Whoever asked hears of it.
      return asked;
    });
    return this.#next;
  }

  /** Returns the greatest number that anybody saw, without asking; asks where nobody did. */
  async last(): Promise<number> {
    return this.#last ?? (await this.now());
  }

  /** Returns the number of the state that a transaction reads. */
  async of(query: PostgresTransaction["query"]): Promise<number> {
    const [row] = await query<{ readonly number: number }>(NUMBER);
    const number = row?.number ?? 0;
    this.#last = Math.max(number, this.#last ?? 0);
    return number;
  }
}

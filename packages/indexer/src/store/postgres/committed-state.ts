import type { PostgresDatabase, PostgresTransaction } from "@hugginggpt/shared/postgres";

/** The number of the state that a statement reads, which each commit makes greater by one. */
const NUMBER = "SELECT number FROM hugginggpt.registry_state";

/** Numbers the states of a registry, so that what was read of one is remembered for as long as it lasts. */
export class CommittedState {
  readonly #db: PostgresDatabase;
  #last: number | null = null;

  constructor(db: PostgresDatabase) {
    this.#db = db;
  }

  /** Returns the number of what is committed now. */
  now(signal?: AbortSignal): Promise<number> {
    return this.of((sql) => this.#db.query(sql, [], signal));
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

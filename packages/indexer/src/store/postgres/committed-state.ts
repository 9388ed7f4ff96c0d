import { type PostgresDatabase, type PostgresTransaction, prepared } from "@hugginggpt/shared/postgres";

/** The number of the state that a statement reads, which each commit makes greater by one. */
const NUMBER = prepared("SELECT number FROM hugginggpt.registry_state");

/** Numbers the states of a registry, so that what was read of one is remembered for as long as it lasts. */
export class CommittedState {
  readonly #db: PostgresDatabase;
  #last: number | null = null;
  /** The question of all who have asked at this moment. */
  #asked: Promise<number> | null = null;

  constructor(db: PostgresDatabase) {
    this.#db = db;
  }

  /** Returns the number of what is committed now; who ask together are answered together. */
  now(): Promise<number> {
    this.#asked ??= Promise.resolve().then(() => {
      this.#asked = null;
      return this.of((sql) => this.#db.query(sql));
    });
    return this.#asked;
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

import type { RegistryDatabase } from "../database/registry-database.js";

/** Remembers the former ids of models; an alias goes with its model. Writing methods belong inside a transaction. */
export class AliasTable {
  readonly #db: RegistryDatabase;

  constructor(db: RegistryDatabase) {
    this.#db = db;
  }

  /** Returns the row that an id meant formerly; undefined for any other id. */
  row(id: string): number | undefined {
    return this.#db.sql.prepare<[string], number>("SELECT row FROM aliases WHERE id = ?").pluck().get(id);
  }

  /** Lets an id mean a model, and every id that meant the row `from`, where one is given. */
  put(id: string, row: number, from?: number): void {
    if (from !== undefined) {
      this.#db.statement<[number, number]>("UPDATE aliases SET row = ? WHERE row = ?").run(row, from);
    }
    this.#db
      .statement<[string, number]>("INSERT OR REPLACE INTO aliases (id, row) VALUES (?, ?)")
      .run(id, row);
  }

  /** Forgets an alias: a model has this id now. */
  remove(id: string): void {
    this.#db.statement<[string]>("DELETE FROM aliases WHERE id = ?").run(id);
  }
}

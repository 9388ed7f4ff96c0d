import type { ModelMove } from "../../ports/registry-store.js";
import type { RegistryDatabase } from "../database/registry-database.js";

const WAITING = `SELECT models.id AS "from", moves.to_id AS "to" FROM moves JOIN models USING (row) ORDER BY row`;

/** Remembers which models the Hub redirected to another id. Writing methods belong inside a transaction. */
export class MoveTable {
  readonly #db: RegistryDatabase;

  constructor(db: RegistryDatabase) {
    this.#db = db;
  }

  waiting(): ModelMove[] {
    return this.#db.statement<[], ModelMove>(WAITING).all();
  }

  put(row: number, to: string): void {
    this.#db
      .statement<[number, string]>("INSERT OR REPLACE INTO moves (row, to_id) VALUES (?, ?)")
      .run(row, to);
  }

  remove(row: number): void {
    this.#db.statement<[number]>("DELETE FROM moves WHERE row = ?").run(row);
  }
}

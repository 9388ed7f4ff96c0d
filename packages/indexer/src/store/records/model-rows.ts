import { gt, inArray } from "drizzle-orm";
import type { RegistryDatabase } from "../database/registry-database.js";
import { models } from "../database/schema.js";
import type { ModelRow } from "./model-row.js";

/** Reads rows of models in bulk. */
export class ModelRows {
  readonly #db: RegistryDatabase;

  constructor(db: RegistryDatabase) {
    this.#db = db;
  }

  /** Returns the rows of a greater number than the given one, ascending, at most `limit`. */
  after(row: number, limit: number): ModelRow[] {
    return this.#db.orm
      .select()
      .from(models)
      .where(gt(models.row, row))
      .orderBy(models.row)
      .limit(limit)
      .all();
  }

  /** Returns about `wanted` rows, evenly spread over all; all of them where there are fewer. */
  spread(wanted: number): ModelRow[] {
    const all = this.#db.sql.prepare<[], number>("SELECT row FROM models ORDER BY row").pluck().all();
    const step = Math.max(1, all.length / wanted);
    const chosen = Array.from(
      { length: Math.min(wanted, all.length) },
      (_, i) => all[Math.floor(i * step)] ?? 0,
    );
    return this.#db.orm.select().from(models).where(inArray(models.row, chosen)).all();
  }
}

import { type ListingCursor, resolveTask } from "@hugginggpt/shared";
import { and, eq, lt, max, ne } from "drizzle-orm";
import type { RegistryDatabase } from "./registry-database.js";
import { cursors, models } from "./schema.js";

/** Remembers where each listing stands and which pass saw a record last. Writing methods belong inside a transaction. */
export class PassTable {
  readonly #db: RegistryDatabase;

  constructor(db: RegistryDatabase) {
    this.#db = db;
  }

  cursor(scope: string): ListingCursor | null {
    return this.#db.orm.select().from(cursors).where(eq(cursors.scope, scope)).get() ?? null;
  }

  /** Returns the largest number of a pass in any scope; 0 before the first. */
  last(): number {
    return (
      this.#db.orm
        .select({ pass: max(cursors.pass) })
        .from(cursors)
        .get()?.pass ?? 0
    );
  }

  move({ scope, ...values }: ListingCursor): void {
    this.#db.orm
      .insert(cursors)
      .values({ scope, ...values })
      .onConflictDoUpdate({ target: cursors.scope, set: values })
      .run();
  }

  see(row: number, { pass }: ListingCursor): void {
    this.#db.orm.update(models).set({ pass }).where(eq(models.row, row)).run();
  }

  /** Returns the Hub's and the starter records (of the cursor's task, where it names one) that the pass did not see. */
  unseen({ pass, task }: ListingCursor): { row: number; id: string }[] {
    const ofTask = task === null ? undefined : eq(models.task, resolveTask(task) ?? task);
    return this.#db.orm
      .select({ row: models.row, id: models.id })
      .from(models)
      .where(and(ne(models.source, "builtin"), lt(models.pass, pass), ofTask))
      .orderBy(models.row)
      .all();
  }
}

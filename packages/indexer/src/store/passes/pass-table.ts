import { resolveTask } from "@hugginggpt/shared";
import { and, eq, lt, ne, sql } from "drizzle-orm";
import type { ListingCursor, ListingState, PassReach } from "../../ports/registry-store.js";
import type { RegistryDatabase } from "../database/registry-database.js";
import { cursors, fullPasses, models } from "../database/schema.js";

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
    const last = this.#db.statement<[], number>("SELECT coalesce(max(pass), 0) FROM cursors");
    return last.pluck().get() ?? 0;
  }

  /** Returns how many models a later pass than this one saw last. */
  seenAfter(pass: number): number {
    const count = this.#db.statement<[number], number>("SELECT count(*) FROM models WHERE pass > ?");
    return count.pluck().get(pass) ?? 0;
  }

  move({ scope, ...values }: ListingCursor): void {
    this.#db.orm
      .insert(cursors)
      .values({ scope, ...values })
      .onConflictDoUpdate({ target: cursors.scope, set: values })
      .run();
  }

  see(row: number, { pass }: ListingCursor): void {
    this.#db.statement<[number, number]>("UPDATE models SET pass = ? WHERE row = ?").run(pass, row);
  }

  /** Says that a full pass came to its end; where it removed something, others over the same models count no more. */
  complete({ scope, task, watermark }: ListingCursor, removed: number): void {
    if (removed > 0) this.#db.statement<(string | null)[]>(VOID_OTHERS).run(scope, task, task);
    this.#db.statement<(string | null)[]>(COMPLETE).run(scope, task, watermark);
  }

  /** Returns when the last complete full pass of a scope began; null if there is none that counts. */
  lastFull(scope: string): string | null {
    const found = this.#db.orm.select().from(fullPasses).where(eq(fullPasses.scope, scope)).get();
    return found === undefined || found.void ? null : found.began;
  }

  listings(): ListingState[] {
    return this.#db.orm
      .select({ scope: cursors.scope, done: cursors.done, fullPass: fullPasses.began })
      .from(cursors)
      .leftJoin(fullPasses, and(eq(fullPasses.scope, cursors.scope), eq(fullPasses.void, false)))
      .orderBy(cursors.scope)
      .all();
  }

  /**
   * Returns the Hub's and the starter records (of the cursor's task, where it names one) that the pass did not see and
   * that it may remove.
   */
  unseen(
    { pass, task }: ListingCursor,
    { author, sparesRunnable }: PassReach,
  ): { row: number; id: string }[] {
    const ofTask = task === null ? undefined : eq(models.task, resolveTask(task) ?? task);
    const ofAuthor = author === undefined ? undefined : eq(ownerOf(), author.toLowerCase());
    const spared = sparesRunnable ? sql`NOT EXISTS (${LIVE_ENDPOINT})` : undefined;
    return this.#db.orm
      .select({ row: models.row, id: models.id })
      .from(models)
      .where(and(ne(models.source, "builtin"), lt(models.pass, pass), ofTask, ofAuthor, spared))
      .orderBy(models.row)
      .all();
  }
}

/** The part of an id before the slash, as SQL; empty for a legacy id. */
function ownerOf() {
  return sql<string>`lower(substr(${models.id}, 1, instr(${models.id}, '/') - 1))`;
}

const LIVE_ENDPOINT = sql`SELECT 1 FROM endpoints WHERE endpoints.row = ${models.row} AND endpoints.status = 'live'`;

const VOID_OTHERS =
  "UPDATE full_passes SET void = 1 WHERE scope <> ? AND (task IS NULL OR ? IS NULL OR task = ?)";
/** The end of a pass may be told twice: what became void since stays so. */
const COMPLETE = `
  INSERT INTO full_passes (scope, task, began) VALUES (?, ?, ?)
  ON CONFLICT (scope) DO UPDATE SET
    void = iif(began = excluded.began, void, 0), task = excluded.task, began = excluded.began`;

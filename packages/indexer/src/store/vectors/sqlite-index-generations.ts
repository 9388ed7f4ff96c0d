import { and, eq, inArray } from "drizzle-orm";
import type { IndexGeneration, IndexGenerations, IndexKind } from "../../ports/index-generations.js";
import type { RegistryDatabase } from "../database/registry-database.js";
import { indexGenerations } from "../database/schema.js";

/** Retired rows that stay, for whoever asks what happened. */
const KEPT_ROWS = 10;

/** The published index files, remembered in the registry's database. */
export class SqliteIndexGenerations implements IndexGenerations {
  readonly #db: RegistryDatabase;

  constructor(db: RegistryDatabase) {
    this.#db = db;
  }

  async live(kind: IndexKind): Promise<IndexGeneration | null> {
    const row = this.#db.read(() => this.#db.orm.select().from(indexGenerations).where(isLive(kind)).get());
    return row ?? null;
  }

  async next(): Promise<number> {
    const [last] = this.#db.read(() =>
      this.#db.sql.prepare<[], number | null>("SELECT max(generation) FROM index_generations").pluck().all(),
    );
    return (last ?? 0) + 1;
  }

  async publish(generation: IndexGeneration): Promise<readonly string[]> {
    const { kind } = generation;
    return this.#db.write(() => {
      const { orm } = this.#db;
      const set = (from: "live" | "previous", to: "previous" | "retired") =>
        orm
          .update(indexGenerations)
          .set({ state: to })
          .where(and(eq(indexGenerations.state, from), eq(indexGenerations.kind, kind)))
          .run();
      set("previous", "retired");
      set("live", "previous");
      orm
        .insert(indexGenerations)
        .values({ ...generation, state: "live" })
        .run();
      const retired = orm.select().from(indexGenerations).where(eq(indexGenerations.state, "retired")).all();
      const old = retired.map((row) => row.generation).slice(0, -KEPT_ROWS);
      if (old.length > 0) orm.delete(indexGenerations).where(inArray(indexGenerations.generation, old)).run();
      return retired.map(({ file }) => file);
    });
  }
}

function isLive(kind: IndexKind) {
  return and(eq(indexGenerations.state, "live"), eq(indexGenerations.kind, kind));
}

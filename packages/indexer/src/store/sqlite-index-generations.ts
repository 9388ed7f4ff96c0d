import type { IndexGeneration, IndexGenerations, IndexParams } from "@hugginggpt/shared";
import { eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { RegistryDatabase } from "./registry-database.js";
import { indexGenerations } from "./schema.js";

const PARAMS = z.object({
  embedder: z.string(),
  dimension: z.int().positive(),
  space: z.literal("ip"),
  m: z.int().positive(),
  efConstruction: z.int().positive(),
}) satisfies z.ZodType<IndexParams>;

/** The published index files, remembered in the registry's database. */
export class SqliteIndexGenerations implements IndexGenerations {
  readonly #db: RegistryDatabase;

  constructor(db: RegistryDatabase) {
    this.#db = db;
  }

  async live(): Promise<IndexGeneration | null> {
    const row = this.#db.read(() =>
      this.#db.orm.select().from(indexGenerations).where(eq(indexGenerations.state, "live")).get(),
    );
    if (row === undefined) return null;
    const { state: _state, params, ...rest } = row;
    return { ...rest, params: PARAMS.parse(JSON.parse(params)) };
  }

  async next(): Promise<number> {
    const [last] = this.#db.read(() =>
      this.#db.sql.prepare<[], number | null>("SELECT max(generation) FROM index_generations").pluck().all(),
    );
    return (last ?? 0) + 1;
  }

  async publish(generation: IndexGeneration): Promise<readonly string[]> {
    return this.#db.write(() => {
      const { orm } = this.#db;
      const set = (from: "live" | "previous", to: "previous" | "retired") =>
        orm.update(indexGenerations).set({ state: to }).where(eq(indexGenerations.state, from)).run();
      set("previous", "retired");
      set("live", "previous");
      const params = JSON.stringify(generation.params);
      orm
        .insert(indexGenerations)
        .values({ ...generation, params, state: "live" })
        .run();
      const retired = orm.select().from(indexGenerations).where(eq(indexGenerations.state, "retired")).all();
      const old = retired.map((row) => row.generation).slice(0, -KEPT_ROWS);
      if (old.length > 0) orm.delete(indexGenerations).where(inArray(indexGenerations.generation, old)).run();
      return retired.map(({ file }) => file);
    });
  }
}

/** Retired rows that stay, for whoever asks what happened. */
const KEPT_ROWS = 10;

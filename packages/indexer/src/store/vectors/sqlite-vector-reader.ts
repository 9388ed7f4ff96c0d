import type { EmbedderIdentity } from "../../ports/registry-store.js";
import type { StoredVector, VectorReader, VectorState } from "../../ports/vector-reader.js";
import { MetaTable } from "../database/meta-table.js";
import type { RegistryDatabase } from "../database/registry-database.js";
import { vectorFromBytes } from "./vector-bytes.js";

const STATE = "SELECT count(*) AS count, coalesce(max(seq), 0) AS lastSeq FROM vectors";
const READ = "SELECT models.id, vectors.seq, vectors.data FROM vectors JOIN models USING (row)";
const AFTER = `${READ} WHERE vectors.seq > ? ORDER BY vectors.seq LIMIT ?`;
const OF = `${READ} WHERE models.id IN (SELECT value FROM json_each(?))`;
const KEYS =
  "SELECT models.id, vectors.seq FROM vectors JOIN models USING (row) ORDER BY models.task, models.row";

type VectorRow = Omit<StoredVector, "values"> & { readonly data: Buffer };

/** The stored vectors on SQLite. */
export class SqliteVectorReader implements VectorReader {
  readonly #db: RegistryDatabase;
  readonly #meta: MetaTable;
  /** Of the last version: to count a million takes some ten milliseconds. */
  #state: { readonly version: string; readonly state: VectorState } | null = null;

  constructor(db: RegistryDatabase) {
    this.#db = db;
    this.#meta = new MetaTable(db);
  }

  async embedder(): Promise<EmbedderIdentity | null> {
    return this.#db.read(() => this.#meta.embedder());
  }

  async state(): Promise<VectorState> {
    return this.#db.read(() => {
      const version = this.#db.changes();
      if (this.#state?.version !== version)
        this.#state = {
          version,
          state: this.#db.statement<[], VectorState>(STATE).get() ?? { count: 0, lastSeq: 0 },
        };
      return this.#state.state;
    });
  }

  async after(seq: number, limit: number): Promise<readonly StoredVector[]> {
    return this.#db.read(() =>
      this.#db.statement<[number, number], VectorRow>(AFTER).all(seq, limit).map(vectorOf),
    );
  }

  async of(ids: readonly string[]): Promise<readonly StoredVector[]> {
    return this.#db.read(() =>
      this.#db.statement<[string], VectorRow>(OF).all(JSON.stringify(ids)).map(vectorOf),
    );
  }

  async keys(): Promise<readonly Pick<StoredVector, "id" | "seq">[]> {
    return this.#db.read(() => this.#db.statement<[], Pick<StoredVector, "id" | "seq">>(KEYS).all());
  }
}

function vectorOf({ id, seq, data }: VectorRow): StoredVector {
  return { id, seq, values: vectorFromBytes(data) };
}

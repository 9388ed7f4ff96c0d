import type { EmbedderIdentity } from "../../ports/registry-store.js";
import type { StoredVector, VectorReader, VectorState } from "../../ports/vector-reader.js";
import { storedEmbedder } from "../database/meta.js";
import type { RegistryDatabase } from "../database/registry-database.js";
import { NO_VECTORS, VECTOR_KEYS, VECTOR_STATE, VECTORS, VECTORS_AFTER } from "../statements/vectors.js";
import { vectorFromBytes } from "./vector-bytes.js";

const OF = `${VECTORS} WHERE m.id IN (SELECT value FROM json_each($1))`;

type VectorRow = Omit<StoredVector, "values"> & { readonly data: Buffer };

/** The stored vectors on SQLite. */
export class SqliteVectorReader implements VectorReader {
  readonly #db: RegistryDatabase;
  /** Of the last version: to count a million takes some ten milliseconds. */
  #state: { readonly version: string; readonly state: VectorState } | null = null;

  constructor(db: RegistryDatabase) {
    this.#db = db;
  }

  async embedder(): Promise<EmbedderIdentity | null> {
    return this.#db.read(() => storedEmbedder(this.#db));
  }

  async state(): Promise<VectorState> {
    return this.#db.read(() => {
      const version = this.#db.changes();
      if (this.#state?.version !== version)
        this.#state = {
          version,
          state: this.#db.query<VectorState>(VECTOR_STATE)[0] ?? NO_VECTORS,
        };
      return this.#state.state;
    });
  }

  async after(seq: number, limit: number): Promise<readonly StoredVector[]> {
    return this.#db.read(() => this.#db.query<VectorRow>(VECTORS_AFTER, [seq, limit]).map(vectorOf));
  }

  async of(ids: readonly string[]): Promise<readonly StoredVector[]> {
    return this.#db.read(() => this.#db.query<VectorRow>(OF, [JSON.stringify(ids)]).map(vectorOf));
  }

  async keys(): Promise<readonly Pick<StoredVector, "id" | "seq">[]> {
    return this.#db.read(() => this.#db.query(VECTOR_KEYS));
  }
}

function vectorOf({ id, seq, data }: VectorRow): StoredVector {
  return { id, seq, values: vectorFromBytes(data) };
}

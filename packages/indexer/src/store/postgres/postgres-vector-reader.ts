import { type PostgresDatabase, prepared } from "@hugginggpt/shared/postgres";
import { VersionedCache } from "../../collections/versioned-cache.js";
import type { EmbedderIdentity } from "../../ports/registry-store.js";
import type { StoredVector, VectorReader, VectorState } from "../../ports/vector-reader.js";
import { NO_VECTORS, VECTOR_KEYS, VECTOR_STATE, VECTORS_AFTER } from "../statements/vectors.js";
import { vectorFromBytes } from "../vectors/vector-bytes.js";
import { type CommittedState, STATE } from "./committed-state.js";
import { BY_IDS, idValues } from "./condition-sql.js";
import { storedEmbedder } from "./write/vectors.js";

const OF = prepared(`
  SELECT ${STATE}, m.id, v.seq, v.data FROM hugginggpt.vectors AS v JOIN hugginggpt.models AS m USING (row)
  WHERE ${BY_IDS}`);

/** The most vectors cached for exact similarities, beside those of the search, some 1.5 kB each. */
const MAX_KEPT = 4_000;

type VectorRow = Omit<StoredVector, "values"> & { readonly data: Buffer };

/** The embedder and the vectors of one state of the registry. */
interface Held {
  readonly number: number;
  readonly embedder: EmbedderIdentity | null;
  readonly vectors: VectorState;
}

/** The stored vectors on PostgreSQL. */
export class PostgresVectorReader implements VectorReader {
  readonly #db: PostgresDatabase;
  readonly #state: CommittedState;
  /** Cached for the last state: to count a million takes some hundred milliseconds. */
  #held: Held | null = null;
  readonly #kept = new VersionedCache<StoredVector>(MAX_KEPT, () => 1);

  constructor(db: PostgresDatabase, state: CommittedState) {
    this.#db = db;
    this.#state = state;
  }

  async embedder(): Promise<EmbedderIdentity | null> {
    return (await this.#present()).embedder;
  }

  async state(): Promise<VectorState> {
    return (await this.#present()).vectors;
  }

  async after(seq: number, limit: number): Promise<readonly StoredVector[]> {
    return (await this.#db.query<VectorRow>(VECTORS_AFTER, [seq, limit])).map(vectorOf);
  }

  async of(ids: readonly string[]): Promise<readonly StoredVector[]> {
    const last = await this.#state.last();
    const known = ids.flatMap((id) => this.#kept.at(last).get(id) ?? []);
    const missing = ids.filter((id) => !known.some((one) => one.id === id));
    if (missing.length === 0) return known;
    const rows = await this.#db.query<VectorRow & { readonly state: number }>(OF, idValues(missing));
    return [
      ...known,
      ...rows.map((row) => {
        const vector = vectorOf(row);
        return row.state === last ? this.#kept.at(last).set(row.id, vector) : vector;
      }),
    ];
  }

  keys(): Promise<readonly Pick<StoredVector, "id" | "seq">[]> {
    return this.#db.query(VECTOR_KEYS);
  }

  async #present(): Promise<Held> {
    const last = await this.#state.last();
    if (this.#held?.number === last) return this.#held;
    this.#held = await this.#db.read(async ({ query }) => {
      const number = await this.#state.of(query);
      const [vectors = NO_VECTORS] = await query<VectorState>(VECTOR_STATE);
      return { number, embedder: await storedEmbedder(query), vectors };
    });
    return this.#held;
  }
}

function vectorOf({ id, seq, data }: VectorRow): StoredVector {
  return { id, seq, values: vectorFromBytes(data) };
}

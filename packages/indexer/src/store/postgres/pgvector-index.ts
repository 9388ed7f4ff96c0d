import { isFault, type SearchFilters } from "@hugginggpt/shared";
import type { PostgresDatabase } from "@hugginggpt/shared/postgres";
import type { KeptIndex } from "../../ports/kept-index.js";
import type { EmbedderIdentity } from "../../ports/registry-store.js";
import type { VectorHit, VectorReader } from "../../ports/vector-reader.js";
import { postgresCondition } from "./condition-sql.js";

/** The oldest version of pgvector with reliable iterative scans. */
const OLDEST = [0, 8, 4] as const;
/** Vectors written at a time. */
const BATCH = 2000;
/** The same parameters as for the index file beside SQLite. */
const BUILD = "m = 16, ef_construction = 200";
/**
 * Settings of a search: the longest search list that pgvector allows, and the most vectors that a filtered search may
 * visit. `isThere` is false after somebody dropped the extension, which drops the index, too.
 */
const SETTINGS = `
  SELECT set_config('hnsw.ef_search', '1000', true), set_config('hnsw.iterative_scan', 'strict_order', true),
    set_config('hnsw.max_scan_tuples', '1000000', true),
    to_regclass('hugginggpt.vector_index_hnsw') IS NOT NULL AS "isThere"`;

const VERSION = `
  SELECT coalesce(e.extversion, a.default_version) AS version, e.extversion IS NOT NULL AS installed
  FROM pg_available_extensions AS a LEFT JOIN pg_extension AS e ON e.extname = a.name WHERE a.name = 'vector'`;
const TABLE = `
  CREATE TABLE hugginggpt.vector_index (
    row integer PRIMARY KEY REFERENCES hugginggpt.models ON DELETE CASCADE,
    seq bigint NOT NULL,
    embedding halfvec NOT NULL)`;
const DROP = "DROP TABLE IF EXISTS hugginggpt.vector_index";
const WRITE = `
  INSERT INTO hugginggpt.vector_index (row, seq, embedding)
  SELECT v.row, v.seq, new.embedding::halfvec FROM unnest($1::bigint[], $2::text[]) AS new (seq, embedding)
  JOIN hugginggpt.vectors AS v USING (seq)
  ON CONFLICT (row) DO UPDATE SET seq = excluded.seq, embedding = excluded.embedding`;
/** Reads the note in `meta` that says what a complete index was built from. */
const BUILT = `
  SELECT value::json AS of FROM hugginggpt.meta
  WHERE key = 'vectorIndex' AND to_regclass('hugginggpt.vector_index_hnsw') IS NOT NULL`;
const NOTE = `
  INSERT INTO hugginggpt.meta (key, value) VALUES ('vectorIndex', $1)
  ON CONFLICT (key) DO UPDATE SET value = excluded.value`;
const FORGET = "DELETE FROM hugginggpt.meta WHERE key = 'vectorIndex'";

/** An HNSW index of pgvector over 16-bit floats, in a table of its own, because not every server has the extension. */
export class PgvectorIndex implements KeptIndex {
  readonly #db: PostgresDatabase;
  readonly #vectors: VectorReader;

  constructor(db: PostgresDatabase, vectors: VectorReader) {
    this.#db = db;
    this.#vectors = vectors;
  }

  async lastSeq({ name, dimension }: EmbedderIdentity): Promise<number | null> {
    const [row] = await this.#db.query<{ readonly of: EmbedderIdentity & { readonly lastSeq: number } }>(
      BUILT,
    );
    return row?.of.name === name && row.of.dimension === dimension ? row.of.lastSeq : null;
  }

  near(
    query: Float32Array,
    k: number,
    filters: SearchFilters,
    exactly: boolean,
  ): Promise<VectorHit[] | null> {
    const distance = `${typed("i.embedding", query.length)} <#> ${typed("$1", query.length)}`;
    const { where, values } = postgresCondition(filters, 2);
    // An expression that differs from the index's makes PostgreSQL compare every vector.
    const order = exactly ? `(${distance}) + 0` : distance;
    const sql = `
      SELECT m.id, -(${distance}) AS similarity FROM hugginggpt.vector_index AS i
      JOIN hugginggpt.vectors AS v USING (row, seq) JOIN hugginggpt.models AS m USING (row)
      ${where && `WHERE ${where}`} ORDER BY ${order} LIMIT $2`;
    return this.#db.read(async (transaction) => {
      const [settings] = await transaction.query<{ readonly isThere: boolean }>(SETTINGS);
      if (!settings?.isThere) return null;
      return transaction.query<VectorHit>(sql, [literalOf(query), k, ...values]);
    });
  }

  async write(
    embedder: EmbedderIdentity,
    { anew = false, signal }: Parameters<KeptIndex["write"]>[1],
  ): Promise<string | null> {
    const problem = await this.#problem();
    if (problem !== null) return problem;
    let last = anew ? null : await this.lastSeq(embedder);
    if (last === null) {
      await this.#db.write(async ({ query }) => {
        for (const statement of [FORGET, DROP, TABLE]) await query(statement);
      });
    }
    last = await this.#fill(last ?? 0, embedder.dimension, signal);
    await this.#db.query(
      `CREATE INDEX CONCURRENTLY IF NOT EXISTS vector_index_hnsw ON hugginggpt.vector_index
       USING hnsw ((${typed("embedding", embedder.dimension)}) halfvec_ip_ops) WITH (${BUILD})`,
      [],
      signal,
    );
    await this.#db.query(NOTE, [JSON.stringify({ ...embedder, lastSeq: last })]);
    return null;
  }

  /** Writes the vectors with a greater `seq` than `after`, and returns the greatest `seq`. */
  async #fill(after: number, dimension: number, signal: AbortSignal | undefined): Promise<number> {
    let last = after;
    for (;;) {
      const batch = await this.#vectors.after(last, BATCH);
      const usable = batch.filter(({ values }) => values.length === dimension);
      const seqs = usable.map(({ seq }) => seq);
      await this.#db.query(WRITE, [seqs, usable.map(({ values }) => literalOf(values))], signal);
      last = batch.at(-1)?.seq ?? last;
      if (batch.length < BATCH) return last;
    }
  }

  /** Installs the extension if it is missing. Returns why it cannot be used; null if it can. */
  async #problem(): Promise<string | null> {
    const [found] = await this.#db.query<{ readonly version: string; readonly installed: boolean }>(VERSION);
    if (found === undefined) return "the server has no pgvector";
    if (isOlder(found.version)) return `pgvector ${found.version} is older than ${OLDEST.join(".")}`;
    if (found.installed) return null;
    try {
      await this.#db.query("CREATE EXTENSION IF NOT EXISTS vector");
      return null;
    } catch (error) {
      if (!isFault(error, "DATABASE_UNUSABLE")) throw error;
      return "the database's user may not add pgvector; an administrator can (CREATE EXTENSION vector)";
    }
  }
}

/** Casts to a fixed dimension: an index needs one, and the column holds vectors of any embedder. */
function typed(sql: string, dimension: number): string {
  return `${sql}::halfvec(${dimension})`;
}

function literalOf(values: Float32Array): string {
  return `[${values.join(",")}]`;
}

function isOlder(version: string): boolean {
  const numbers = version.split(".").map(Number);
  const at = OLDEST.findIndex((least, i) => (numbers[i] ?? 0) !== least);
  return at >= 0 && (numbers[at] ?? 0) < (OLDEST[at] ?? 0);
}

import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { pgliteServer, postgresServer, type TestDatabase } from "@hugginggpt/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unitVector } from "../../testing/memory-vectors.js";
import { vectorToBytes } from "../vectors/vector-bytes.js";
import { CommittedState } from "./committed-state.js";
import { PgvectorIndex } from "./pgvector-index.js";
import { PostgresVectorReader } from "./postgres-vector-reader.js";

const COUNT = 400;
const DIMENSION = 24;
const EMBEDDER = { name: "test", dimension: DIMENSION };
const MODELS = `
  INSERT INTO hugginggpt.models (id, source, task, downloads, likes, tags, languages)
  SELECT 'a/' || n, 'hub', CASE WHEN n % 100 = 0 THEN 'translation' ELSE 'text-classification' END, n, 0, '[]', '[]'
  FROM generate_series(1, $1::int) AS n`;
const VECTORS = `
  INSERT INTO hugginggpt.vectors (row, embedder, text_hash, seq, data)
  SELECT row, 'test', '', seq, data FROM unnest($1::text[], $2::int[], $3::bytea[]) AS new (id, seq, data)
  JOIN hugginggpt.models USING (id)
  ON CONFLICT (row) DO UPDATE SET seq = excluded.seq, data = excluded.data`;

const embedding = (n: number) => Float32Array.from(unitVector(n, DIMENSION));
const similarity = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

describe("PgvectorIndex on PGlite", () => {
  let database: TestDatabase;
  let db: PostgresDatabase;
  let index: PgvectorIndex;
  const stored = new Map<string, Float32Array>();
  let seq = 0;

  const put = async (...vectors: (readonly [id: string, values: Float32Array])[]) => {
    const seqs = vectors.map(() => ++seq);
    await db.query(VECTORS, [
      vectors.map(([id]) => id),
      seqs,
      vectors.map(([, values]) => vectorToBytes(values)),
    ]);
    for (const [id, values] of vectors) stored.set(id, values);
  };
  const near = async (...asked: Parameters<PgvectorIndex["near"]>) => (await index.near(...asked)) ?? [];
  const nearest = (query: Float32Array, k: number, among = [...stored.keys()]) =>
    among
      .map((id) => ({ id, similarity: similarity(query, stored.get(id) ?? new Float32Array(DIMENSION)) }))
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, k)
      .map(({ id }) => id);
  beforeAll(async () => {
    const { create, poolSize } = pgliteServer();
    database = await create();
    db = await PostgresDatabase.open(database.url, { applicationName: "tests", poolSize });
    index = new PgvectorIndex(db, new PostgresVectorReader(db, new CommittedState(db)));
    await db.query(MODELS, [COUNT]);
    await put(...Array.from({ length: COUNT }, (_, i) => [`a/${i + 1}`, embedding(i)] as const));
    expect(await index.lastSeq(EMBEDDER)).toBeNull();
    expect(await index.write(EMBEDDER, {})).toBeNull();
  });
  afterAll(async () => {
    await db?.close();
    await database?.drop();
  });

  it("finds at least 98 of a hundred of the ten nearest", async () => {
    let found = 0;
    for (let n = 0; n < 20; n++) {
      const query = embedding(COUNT + n);
      const hits = (await near(query, 10, {}, false)).map(({ id }) => id);
      found += nearest(query, 10).filter((id) => hits.includes(id)).length;
    }
    expect(found).toBeGreaterThanOrEqual(196);
  });

  it("gives similarities, the nearest first", async () => {
    const query = embedding(7);
    const hits = await near(query, 5, {}, false);
    expect(hits[0]?.id).toBe("a/8");
    for (const hit of hits)
      expect(hit.similarity).toBeCloseTo(similarity(query, stored.get(hit.id) ?? query), 2);
    const order = hits.map((hit) => hit.similarity);
    expect(order).toEqual([...order].sort((a, b) => b - a));
  });

  it("finds as many as asked for where one model of a hundred passes, by the index and without", async () => {
    const passing = [...stored.keys()].filter((id) => Number(id.slice(2)) % 100 === 0);
    const query = embedding(5000);
    for (const exactly of [false, true]) {
      const hits = await near(query, 10, { task: "translation" }, exactly);
      expect(hits.map(({ id }) => id).sort()).toEqual([...passing].sort());
    }
    expect((await near(query, 3, { task: "translation" }, true)).map(({ id }) => id)).toEqual(
      nearest(query, 3, passing),
    );
  });

  it("leaves out what was replaced until it is written again, and what is gone", async () => {
    await put(["a/42", embedding(9999)]);
    await db.query("DELETE FROM hugginggpt.models WHERE id = 'a/43'");
    const ids = async (n: number) => (await near(embedding(n), 1, {}, false)).map(({ id }) => id);
    expect(await ids(41)).not.toEqual(["a/42"]);
    expect(await ids(9999)).not.toEqual(["a/42"]);
    expect(await ids(42)).not.toEqual(["a/43"]);
    expect(await index.write(EMBEDDER, {})).toBeNull();
    expect(await index.lastSeq(EMBEDDER)).toBe(seq);
    expect(await ids(9999)).toEqual(["a/42"]);
  });

  it("says where its index was dropped, and builds it again", async () => {
    await db.query("DROP INDEX hugginggpt.vector_index_hnsw");
    expect(await index.near(embedding(7), 1, {}, false)).toBeNull();
    expect(await index.lastSeq(EMBEDDER)).toBeNull();
    expect(await index.write(EMBEDDER, {})).toBeNull();
    expect((await near(embedding(7), 1, {}, false)).map(({ id }) => id)).toEqual(["a/8"]);
  });

  it("is of one embedder, and is built anew for another", async () => {
    expect(await index.lastSeq({ name: "other", dimension: DIMENSION })).toBeNull();
    expect(await index.write({ name: "test", dimension: 3 }, {})).toBeNull();
    expect(await index.lastSeq(EMBEDDER)).toBeNull();
    expect(await index.write(EMBEDDER, { anew: true })).toBeNull();
    expect((await near(embedding(7), 1, {}, false)).map(({ id }) => id)).toEqual(["a/8"]);
  });
});

const server = await postgresServer();

it.skipIf(server.missing !== null || server.hasVectors)("says where a server has no pgvector", async () => {
  const database = await server.create();
  const db = await PostgresDatabase.open(database.url, { applicationName: "tests" });
  const index = new PgvectorIndex(db, new PostgresVectorReader(db, new CommittedState(db)));
  expect(await index.write(EMBEDDER, {})).toBe("the server has no pgvector");
  expect(await index.lastSeq(EMBEDDER)).toBeNull();
  await db.close();
  await database.drop();
});

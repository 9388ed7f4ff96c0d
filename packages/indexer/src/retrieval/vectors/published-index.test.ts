import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MemoryIndexGenerations } from "../../testing/index-generations.js";
import { MemoryVectors, unitVector } from "../../testing/memory-vectors.js";
import { loadHnswlib } from "./load-hnswlib.js";
import { publishIndex } from "./publish-index.js";
import { VectorSearch } from "./vector-search.js";

const WORKER = new URL("../../../dist/retrieval/vectors/hnsw-worker.js", import.meta.url);
const skipped = !existsSync(WORKER) || (await loadHnswlib()) === null;
const COUNT = 300;
const DIMENSION = 8;

const unit = (seed: number): number[] => unitVector(seed, DIMENSION);

describe.skipIf(skipped)("the published index (skips without a build or hnswlib-node)", () => {
  let folder: string;
  let source: MemoryVectors;
  let generations: MemoryIndexGenerations;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "index-"));
    source = new MemoryVectors();
    generations = new MemoryIndexGenerations();
    for (let row = 1; row <= COUNT; row++) source.put(row, unit(row));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const publish = (from = 10) => publishIndex({ vectors: source, generations, folder, from, worker: WORKER });
  const open = (from = 10) =>
    new VectorSearch({ name: "test", dimension: DIMENSION }, { vectors: source, generations, folder, from });
  const rowsOf = async (search: VectorSearch, rows: number[] | null = null, k = 10) => {
    const within = rows && { ids: rows.map(String), filters: {} };
    return (await search.search(Float32Array.from(unit(1000)), k, within)).map(({ id }) => Number(id));
  };
  const bruteForce = (rows: number[] | null = null, k = 10) => source.nearest(unit(1000), k, rows);

  it("is not built for few vectors", async () => {
    expect(await publish(COUNT + 1)).toMatchObject({ kind: "exact" });
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is done without where another index is gone", async () => {
    const gone = { generation: null, reason: "there", takesFilters: true, near: async () => null };
    const openIndex = async () => ({ index: gone });
    const options = { vectors: source, generations, folder, from: 10, openIndex };
    const search = new VectorSearch({ name: "test", dimension: DIMENSION }, options);
    expect(await search.state()).toMatchObject({ kind: "hnsw", reason: "there" });
    expect(await rowsOf(search)).toEqual(bruteForce());
    expect(await search.state()).toMatchObject({ kind: "exact", reason: expect.stringContaining("gone") });
    expect(search.note).toBeNull();
  });

  it("is built in a process of its own and answers as a brute-force scan does", async () => {
    expect(await publish()).toMatchObject({ kind: "hnsw" });
    const search = open();
    expect(await rowsOf(search)).toEqual(bruteForce());
    expect(await search.state()).toMatchObject({ kind: "hnsw", generation: 1 });
    expect(search.note).toBeNull();
    expect(readdirSync(folder)).toEqual(["index.1.hnsw"]);
  });

  it("sees vectors that are newer, changed and gone", async () => {
    await publish();
    const search = open();
    await rowsOf(search);
    source.put(COUNT + 1, unit(1000));
    const [best = 0, second = 0] = bruteForce().slice(1);
    source.put(
      best,
      unit(1000).map((value) => -value),
    );
    source.remove(second);
    expect(await rowsOf(search)).toEqual(bruteForce());
    expect((await rowsOf(search))[0]).toBe(COUNT + 1);
  });

  it("gives k results although many of the index are gone", async () => {
    await publish();
    for (const row of bruteForce(null, COUNT - 20)) source.remove(row);
    expect(await rowsOf(open())).toEqual(bruteForce());
  });

  it("scans exactly under filters, and for single similarities reads what it needs", async () => {
    await publish();
    const search = open();
    const similar = await search.similarities(Float32Array.from(unit(7)), ["7", "8", "99999"]);
    expect([...similar.keys()].sort()).toEqual(["7", "8"]);
    expect(similar.get("7")).toBeCloseTo(1, 5);
    const rows = [3, 70, 140, 210, 280];
    expect(await rowsOf(search, rows)).toEqual(bruteForce(rows));
  });

  it("is built anew only once much has changed, and keeps one generation before", async () => {
    await publish();
    expect((await publish()).reason).toContain("generation 1 is in use");
    for (let i = 1; i <= 3; i++) {
      for (let row = 1; row <= COUNT / 5; row++) source.put(1000 * i + row, unit(1000 * i + row));
      await publish();
    }
    expect(generations.all).toHaveLength(4);
    expect(readdirSync(folder).sort()).toEqual(["index.3.hnsw", "index.4.hnsw"]);
  });

  const damage: [string, (path: string) => void][] = [
    ["truncated", (path) => truncateSync(path, 100)],
    ["changed in one bit", (path) => edit(path, (bytes) => bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20))],
    ["zeroed", (path) => edit(path, (bytes) => bytes.fill(0))],
    ["gone", (path) => rmSync(path)],
  ];
  it.each(damage)("is left alone when it is %s: an exact scan answers, with a note", async (_what, harm) => {
    await publish();
    harm(join(folder, "index.1.hnsw"));
    const search = open();
    expect(await rowsOf(search)).toEqual(bruteForce());
    expect(search.note).toContain("index.1.hnsw");
    expect(await search.state()).toMatchObject({ kind: "exact" });
  });

  it("is left alone when another generation's file lies in its place", async () => {
    await publish();
    for (let row = 1; row <= COUNT; row++) source.put(row, unit(row + 5000));
    await publish();
    writeFileSync(join(folder, "index.2.hnsw"), readFileSync(join(folder, "index.1.hnsw")));
    const search = open();
    expect(await rowsOf(search)).toEqual(bruteForce());
    expect(search.note).toContain("index.2.hnsw");
  });

  it("is not used for another embedder", async () => {
    await publish();
    const other = new VectorSearch(
      { name: "other", dimension: DIMENSION },
      { vectors: source, generations, folder, from: 10 },
    );
    expect(await rowsOf(other)).toEqual(bruteForce());
    expect(await other.state()).toMatchObject({
      kind: "exact",
      reason: expect.stringContaining("another embedder"),
    });
  });

  it("is not published when the building process dies, and what it left is cleared away", async () => {
    const dies = join(folder, "dies.mjs");
    writeFileSync(dies, "process.on('message', () => process.abort());");
    writeFileSync(join(folder, "index.9.tmp"), "half");
    const options = {
      vectors: source,
      generations,
      folder,
      from: 10,
      worker: new URL(`file://${dies}`),
    };
    await expect(publishIndex(options)).rejects.toMatchObject({ code: "UNSUPPORTED" });
    expect(generations.all).toEqual([]);
    expect(existsSync(join(folder, "index.9.tmp"))).toBe(false);
    expect(await rowsOf(open())).toEqual(bruteForce());
  });

  it("is not published when the disk does not hold what was written", async () => {
    const full = join(folder, "full.mjs");
    const answer = "{ type: type === 'save' ? 'unwritten' : 'ok', message: 'half a file' }";
    writeFileSync(full, `process.on('message', ({ type }) => process.send(${answer}));`);
    const options = { vectors: source, generations, folder, from: 10 };
    const worker = new URL(`file://${full}`);
    await expect(publishIndex({ ...options, worker })).rejects.toMatchObject({
      code: "DISK",
      came: "half a file",
    });
    expect(generations.all).toEqual([]);
  });
});

function edit(path: string, change: (bytes: Buffer) => void): void {
  const bytes = readFileSync(path);
  change(bytes);
  writeFileSync(path, bytes);
}

import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MemoryIndexGenerations } from "../../testing/index-generations.js";
import { MemoryVectors, unitVector } from "../../testing/memory-vectors.js";
import { checkIndex } from "./check-index.js";
import { publishIndex } from "./publish-index.js";
import { VectorSearch } from "./vector-search.js";

const COUNT = 120;
const DIMENSION = 20;

const unit = (seed: number): number[] => unitVector(seed, DIMENSION);

describe("the published file of vectors in 8 bits", () => {
  let folder: string;
  let source: MemoryVectors;
  let generations: MemoryIndexGenerations;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "vectors-"));
    source = new MemoryVectors();
    generations = new MemoryIndexGenerations();
    for (let row = 1; row <= COUNT; row++) source.put(row, unit(row));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const options = () => ({ vectors: source, generations, folder });
  const publish = (anew = false) => publishIndex({ ...options(), int8From: 10, anew });
  const open = () => new VectorSearch({ name: "test", dimension: DIMENSION }, options());
  const rowsOf = async (search: VectorSearch, k = 10) =>
    (await search.search(Float32Array.from(unit(1000)), k, null)).map(({ id }) => Number(id));
  const bruteForce = (k = 10) => source.nearest(unit(1000), k);
  const reads = () => source.read;

  it("spares the searcher reading every vector, and answers as a brute-force scan does", async () => {
    await publish();
    const before = reads();
    const search = open();
    expect(await rowsOf(search)).toEqual(bruteForce());
    expect(reads() - before).toBeLessThan(COUNT);
    expect(search.note).toBeNull();
    expect(readdirSync(folder)).toEqual(["index.1.int8"]);
  });

  it("is not written for few vectors", async () => {
    await publishIndex({ ...options(), int8From: COUNT + 1 });
    expect(readdirSync(folder)).toEqual([]);
    expect(await rowsOf(open())).toEqual(bruteForce());
  });

  it("is joined by what is newer, changed and gone", async () => {
    await publish();
    const [best = 0, second = 0] = bruteForce();
    source.put(COUNT + 1, unit(1000));
    source.put(
      best,
      unit(1000).map((value) => -value),
    );
    source.remove(second);
    expect(await rowsOf(open())).toEqual(bruteForce());
  });

  it("is written anew only where something changed, and one before is kept", async () => {
    await publish();
    await publish();
    expect(generations.all).toHaveLength(1);
    for (let i = 0; i < 3; i++) {
      source.put(2000 + i, unit(2000 + i));
      await publish();
    }
    expect(readdirSync(folder).sort()).toEqual(["index.3.int8", "index.4.int8"]);
    await publish(true);
    expect(generations.all).toHaveLength(5);
    expect(await rowsOf(open())).toEqual(bruteForce());
  });

  const damage: [string, (path: string) => void][] = [
    ["truncated", (path) => truncateSync(path, 100)],
    ["longer than it was", (path) => writeFileSync(path, "x", { flag: "a" })],
    ["changed in one bit", (path) => edit(path, (bytes) => bytes.writeUInt8(bytes.readUInt8(900) ^ 4, 900))],
    ["changed in its header", (path) => edit(path, (bytes) => bytes.writeDoubleLE(1e15, 24))],
    ["zeroed", (path) => edit(path, (bytes) => bytes.fill(0))],
    ["gone", (path) => rmSync(path)],
  ];
  it.each(damage)(
    "is left alone when it is %s, with a note, and the next sync writes it anew",
    async (_what, harm) => {
      await publish();
      harm(join(folder, "index.1.int8"));
      const search = open();
      expect(await rowsOf(search)).toEqual(bruteForce());
      expect(search.note).toContain("index.1.int8");
      expect(await checkIndex(options())).toContainEqual(
        expect.objectContaining({ ok: false, detail: expect.stringContaining("index.1.int8") }),
      );
      await publish();
      const again = open();
      expect(await rowsOf(again)).toEqual(bruteForce());
      expect(again.note).toBeNull();
      expect((await checkIndex(options())).every(({ ok }) => ok)).toBe(true);
    },
  );

  it("is left alone when another generation's file lies in its place", async () => {
    await publish();
    for (let row = 1; row <= COUNT; row++) source.put(row, unit(row + 5000));
    await publish();
    copyFileSync(join(folder, "index.1.int8"), join(folder, "index.2.int8"));
    const search = open();
    expect(await rowsOf(search)).toEqual(bruteForce());
    expect(search.note).toContain("index.2.int8");
  });

  it("never breaks a search, whichever byte is changed", async () => {
    await publish();
    const path = join(folder, "index.1.int8");
    const sound = readFileSync(path);
    const expected = bruteForce();
    await fc.assert(
      fc.asyncProperty(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 }), async (at, bits) => {
        const bytes = Buffer.from(sound);
        bytes.writeUInt8(bytes.readUInt8(at) ^ bits, at);
        writeFileSync(path, bytes);
        const search = open();
        expect(await rowsOf(search)).toEqual(expected);
        expect(search.note).toContain("index.1.int8");
      }),
    );
  });

  it("of another embedder is passed over", async () => {
    await publish();
    const other = new VectorSearch({ name: "other", dimension: DIMENSION }, options());
    expect(await rowsOf(other)).toEqual(bruteForce());
    expect(other.note).toBeNull();
  });
});

function edit(path: string, change: (bytes: Buffer) => void): void {
  const bytes = readFileSync(path);
  change(bytes);
  writeFileSync(path, bytes);
}

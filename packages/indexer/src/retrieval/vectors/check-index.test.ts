import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MemoryIndexGenerations } from "../../testing/index-generations.js";
import { MemoryVectors, unitVector } from "../../testing/memory-vectors.js";
import { checkIndex } from "./check-index.js";
import { publishIndex } from "./publish-index.js";

const COUNT = 400;
const DIMENSION = 20;

describe("checkIndex", () => {
  let folder: string;
  let generations: MemoryIndexGenerations;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "check-"));
    generations = new MemoryIndexGenerations();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const options = (source: MemoryVectors) => ({ vectors: source, generations, folder });
  const publish = (source: MemoryVectors) => publishIndex({ ...options(source), int8From: 10, anew: true });

  it("searches for twenty stored vectors and says how old the file is", async () => {
    const source = vectorsOf((row) => row);
    await publish(source);
    expect(await checkIndex(options(source))).toEqual([
      {
        name: "index file (int8)",
        ok: true,
        detail: "generation 1, 400 vectors, its checksum fits",
      },
      { name: "recall", ok: true, detail: "100.0 % of the 10 nearest found in 20 searches" },
    ]);
    source.put(COUNT + 1, unitVector(COUNT + 1, DIMENSION));
    const [file, recall] = await checkIndex(options(source));
    expect(file?.detail).toMatch(/its checksum fits; 1 changes since$/);
    expect(recall).toMatchObject({ ok: true, detail: expect.stringMatching(/^100\.0 %/) });
  });

  it("calls searches wrong that miss the nearest, although the file is as it was published", async () => {
    await publish(vectorsOf((row) => row + COUNT));
    const [file, recall] = await checkIndex(options(vectorsOf((row) => row)));
    expect(file?.ok).toBe(true);
    expect(recall).toMatchObject({ name: "recall", ok: false, next: "Run `indexer rebuild`." });
    expect(Number.parseFloat(recall?.detail ?? "")).toBeLessThan(80);
  });

  it("takes copies for one another: they are as near", async () => {
    const source = vectorsOf((row) => row % 4);
    await publish(source);
    expect((await checkIndex(options(source))).at(-1)).toMatchObject({ name: "recall", ok: true });
  });

  it("has nothing to search for where every vector is zero", async () => {
    const source = new MemoryVectors();
    source.put(1, new Array(DIMENSION).fill(0));
    expect((await checkIndex(options(source))).at(-1)).toEqual({
      name: "recall",
      ok: true,
      detail: "no vectors to search for",
    });
  });
});

/** Returns a reader of a vector for each row, made from its seed. */
function vectorsOf(seedOf: (row: number) => number): MemoryVectors {
  const source = new MemoryVectors();
  for (let row = 1; row <= COUNT; row++) source.put(row, unitVector(seedOf(row), DIMENSION));
  return source;
}

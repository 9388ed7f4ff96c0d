import type { RankingFacts } from "@hugginggpt/shared";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FactCache } from "./fact-cache.js";
import { rateable } from "./rateable.js";

const facts = fc.record({
  id: fc
    .tuple(fc.string({ unit: "grapheme" }), fc.constantFrom("german", "en", "x"))
    .map((parts) => parts.join("-")),
  task: fc.constantFrom("translation" as const, "fill-mask" as const, null),
  downloads: fc.nat(),
  likes: fc.nat(),
  languages: fc.array(fc.constantFrom("de", "en", "fr", "zz")),
  source: fc.constantFrom("hub" as const, "builtin" as const),
  baseRelation: fc.constantFrom("copy" as const, "finetune" as const, null),
  words: fc.nat(5000),
});

describe("FactCache", () => {
  it("gives what ranking makes of the facts themselves, in the order of the rows", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(facts), fc.array(fc.array(fc.nat(30))), async (given, searches) => {
        const stored = given.map((one, i) => ({ ...one, row: 2 * i + 1 }));
        const cache = new FactCache(readerOf(stored));
        for (const rows of searches) {
          const expected = rows.flatMap((row) => stored.filter((one) => one.row === row).map(rateable));
          expect((await cache.at("1").of(rows, true)).map((item) => ({ ...item, id: item.id }))).toEqual(
            expected,
          );
        }
      }),
    );
  });

  it("reads no row twice in one state, and everything again in the next", async () => {
    const stored = Array.from({ length: 5000 }, (_, i) => model(i + 1));
    const reader = readerOf(stored);
    const cache = new FactCache(reader);
    await cache.at("1").of([7, 4500], false);
    expect(reader.read).toBe(2);
    for (const row of [8, 2001, 4001]) await cache.at("1").of([row], true);
    expect(reader.read).toBe(2 + 3 + 5000);
    await cache.at("1").of([1, 2, 3, 4999], true);
    expect(reader.read).toBe(2 + 3 + 5000);
    await cache.at("2").of([7], false);
    expect(reader.read).toBe(2 + 3 + 5000 + 1);
  });

  it("gives an id of the state that was searched, also once that is forgotten", async () => {
    const cache = new FactCache(readerOf([model(1, "a/old")]));
    const [found] = await cache.at("1").of([1], false);
    cache.at("2");
    expect(found?.id).toBe("a/old");
  });
});

function model(row: number, id = `a/${row}`): RankingFacts {
  const same = { task: null, downloads: row, likes: 0, languages: [], baseRelation: null, words: 1 };
  return { ...same, row, id, source: "hub" };
}

function readerOf(stored: readonly RankingFacts[]) {
  const reader = {
    read: 0,
    facts: async (rows: readonly number[]) => counted(stored.filter(({ row }) => rows.includes(row))),
    factsAfter: async (after: number, limit: number) =>
      counted(stored.filter(({ row }) => row > after).slice(0, limit)),
  };
  const counted = (found: readonly RankingFacts[]) => {
    reader.read += found.length;
    return found;
  };
  return reader;
}

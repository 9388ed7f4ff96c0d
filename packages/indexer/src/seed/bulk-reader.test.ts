import { describe, expect, it } from "vitest";
import { hubStatsFile, modelCardsFile, type TestRow, textFile } from "../testing/bulk-files.js";
import { type BulkBatch, BulkReader } from "./bulk-reader.js";
import type { KeepRule } from "./keep-rule.js";
import { PageBudget } from "./page-budget.js";
import { PieceCache } from "./piece-cache.js";

const ALL: KeepRule = { minLikes: 0, minDownloads: 0, tasks: [] };
const rows = (count: number, more: (i: number) => Partial<TestRow> = () => ({})): TestRow[] =>
  Array.from({ length: count }, (_, i) => ({ id: `a/m${i}`, ...more(i) }));

/** The bytes read, besides what was made of them. */
interface Access {
  bytes: number;
  largest: number;
}

function open(
  file: Uint8Array,
  access: Access = { bytes: 0, largest: 0 },
  budget = new PageBudget(),
): BulkReader {
  const length = new DataView(file.buffer).getUint32(file.length - 8, true);
  const cache = new PieceCache(file.length, async (start, end) => {
    access.bytes += end - start;
    access.largest = Math.max(access.largest, end - start);
    return file.slice(start, end).buffer;
  });
  return new BulkReader(file.slice(file.length - 8 - length), cache, budget);
}

async function collect<T>(from: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of from) all.push(one);
  return all;
}

async function read(file: Uint8Array, rule: Partial<KeepRule> = {}, from = 0): Promise<BulkBatch[]> {
  return collect(open(file).read({ ...ALL, ...rule }, from));
}

async function idsOf(file: Uint8Array, rule: Partial<KeepRule> = {}, from = 0): Promise<unknown[]> {
  return (await read(file, rule, from)).flatMap(({ rows: found }) => found.map(({ item }) => item.id));
}

describe("BulkReader", () => {
  it("reads a row of hub-stats as an item of the Hub's listing", async () => {
    const file = hubStatsFile([
      {
        id: "a/b",
        downloads: 7,
        tags: ["x", "y"],
        cardData: '{"license":"mit","language":["en"],"widget":[1]}',
        safetensors: 42,
        base: "c/d",
      },
    ]);
    expect(open(file).layout.name).toBe("hub-stats");
    const [batch] = await read(file);
    expect(batch?.rows).toEqual([
      {
        card: null,
        item: {
          id: "a/b",
          likes: 10,
          downloads: 7,
          pipeline_tag: "text-classification",
          library_name: "transformers",
          tags: ["x", "y"],
          createdAt: "2024-01-01T00:00:00.000Z",
          lastModified: "2024-02-01T00:00:00.000Z",
          cardData: { license: "mit", language: ["en"] },
          safetensors: { total: 42 },
          baseModels: { relation: "finetune", models: [{ id: "c/d" }] },
        },
      },
    ]);
  });

  it("reads a row of model_cards_with_metadata with its card", async () => {
    const file = modelCardsFile([{ id: "a/b", card: "# Hello ä", tags: null, task: null }, { id: "a/c" }]);
    expect(open(file).layout.name).toBe("model-cards");
    const [batch] = await read(file);
    expect(batch?.rows.map(({ item }) => item.id)).toEqual(["a/b", "a/c"]);
    expect(new TextDecoder().decode(batch?.rows[0]?.card ?? undefined)).toBe("# Hello ä");
    expect(batch?.rows[1]?.card).toBeNull();
    expect(batch?.rows[0]?.item).not.toHaveProperty("tags");
  });

  it.each([true, false])(
    "reads every row in order, from any row on, pages indexed: %s",
    async (offsetIndex) => {
      const file = modelCardsFile(
        rows(700, (i) => ({ card: `card ${i} ${"x".repeat(i * 10)}`, tags: [`t${i}`, "t"] })),
        { rowGroupSize: 300, pageSize: 5_000, offsetIndex },
      );
      const ids = rows(700).map(({ id }) => id);
      expect(await idsOf(file)).toEqual(ids);
      for (const from of [1, 299, 300, 301, 699, 700])
        expect(await idsOf(file, {}, from)).toEqual(ids.slice(from));
      const batches = await read(file);
      expect(batches.at(-1)?.position).toBe(700);
      const found = batches.flatMap((batch) => batch.rows);
      for (const at of [0, 17, 299, 300, 301, 512, 699]) {
        expect(new TextDecoder().decode(found[at]?.card ?? undefined)).toMatch(new RegExp(`^card ${at} x*$`));
        expect(found[at]?.item.tags).toEqual([`t${at}`, "t"]);
      }
    },
  );

  it("keeps by likes or downloads, and by task, old names of tasks included", async () => {
    const file = hubStatsFile([
      { id: "a/liked", likes: 5 },
      { id: "a/used", likes: 0, downloads: 1000 },
      { id: "a/neither", likes: 4, downloads: 999 },
      { id: "a/chat", task: "conversational" },
      { id: "a/untagged", task: null },
    ]);
    const rule = { minLikes: 5, minDownloads: 1000 };
    expect(await idsOf(file, rule)).toEqual(["a/liked", "a/used", "a/chat", "a/untagged"]);
    expect(await idsOf(file, { ...rule, tasks: ["text-generation"] })).toEqual(["a/chat"]);
  });

  it("keeps the most downloaded under a limit, ties by place, wherever it begins", async () => {
    const file = hubStatsFile(
      rows(50, (i) => ({ downloads: i % 5 })),
      { rowGroupSize: 7 },
    );
    const wanted = [4, 9, 14, 19, 24, 29, 34, 39, 44, 49, 3, 8, 13]
      .sort((a, b) => a - b)
      .map((i) => `a/m${i}`);
    expect(await idsOf(file, { limit: 13 })).toEqual(wanted);
    expect(await idsOf(file, { limit: 13 }, 10)).toEqual(wanted.slice(4));
    expect(await idsOf(file, { limit: 99 })).toHaveLength(50);
  });

  const LARGE = 128 * 1024;
  const zeros = (count: number) => rows(count, (i) => ({ card: `${"0".repeat(LARGE)}${i}` }));

  it.each([
    ["pages", { pageSize: 1, codec: "GZIP" }],
    ["values that repeat the one before", { encoding: "DELTA_BYTE_ARRAY", pageSize: 4 * LARGE }],
  ] as const)("refuses a small file of %s that are large together", async (_, options) => {
    const file = modelCardsFile(zeros(40), options);
    expect(file.length).toBeLessThan(2 * LARGE);
    const within = (most: number) => collect(open(file, undefined, new PageBudget(most)).read(ALL));
    await expect(within(20 * LARGE)).rejects.toMatchObject({
      code: "INPUT_UNREADABLE",
      wanted: expect.stringContaining(`at most ${20 * LARGE} bytes`),
    });
    expect((await within(50 * LARGE)).flatMap((batch) => batch.rows)).toHaveLength(40);
  });

  it("holds one range of rows at a time: a file may be larger than what is held", async () => {
    const file = modelCardsFile(zeros(40), { rowGroupSize: 4, codec: "GZIP" });
    const found = await collect(open(file, undefined, new PageBudget(6 * LARGE)).read(ALL));
    expect(found.flatMap((batch) => batch.rows)).toHaveLength(40);
  });

  it("leaves the heavy columns of row groups without a kept row unread", async () => {
    const file = modelCardsFile(
      rows(1000, (i) => ({ likes: i < 900 ? 0 : 9, card: `${i}`.repeat(500) })),
      { rowGroupSize: 100, codec: "UNCOMPRESSED" },
    );
    const access = { bytes: 0, largest: 0 };
    const batches = await collect(open(file, access).read({ ...ALL, minLikes: 5, minDownloads: 1 }));
    expect(batches.flatMap((batch) => batch.rows)).toHaveLength(100);
    expect(batches).toHaveLength(10);
    expect(access.bytes).toBeLessThan(file.length * 0.15);
  });

  it("never reads columns that it does not want", async () => {
    const given = rows(200, (i) => ({
      cardData: JSON.stringify({ license: "mit", filler: `${i}`.repeat(300) }),
    }));
    const access = { bytes: 0, largest: 0 };
    const file = hubStatsFile(given, { codec: "UNCOMPRESSED" });
    const reader = open(file, access);
    expect(reader.layout.columns.map(({ column }) => column)).not.toContain("_id");
    await collect(reader.read(ALL));
    expect(access.largest).toBeLessThan(file.length);
  });

  it("names the columns wanted and found where the layout is unknown", () => {
    expect(() => open(textFile({ question: ["a"], answer: ["b"] }))).toThrow(
      expect.objectContaining({
        code: "INPUT_UNREADABLE",
        came: expect.stringMatching(/wanted modelId.*hub-stats.*found question, answer/),
      }),
    );
  });

  it("refuses columns of another type than the layout's", () => {
    const column = ["a"];
    const names = ["id", "likes", "downloads", "pipeline_tag", "tags"];
    const file = textFile(Object.fromEntries(names.map((name) => [name, column])));
    expect(() => open(file)).toThrow(/likes does not hold numbers/);
  });

  it("reads what is odd as absent: invalid UTF-8, broken and deep front matter", async () => {
    const file = hubStatsFile([
      { id: "a/broken", cardData: "{not json" },
      { id: "a/deep", cardData: `${"[".repeat(5000)}${"]".repeat(5000)}` },
      { id: "a/proto", cardData: '{"__proto__":{"license":"x"},"license":"mit"}' },
      { id: "a/\ud800", tags: ["\ud800"] },
    ]);
    const items = (await read(file)).flatMap((batch) => batch.rows.map(({ item }) => item));
    expect(items.map(({ cardData }) => cardData)).toEqual([undefined, {}, { license: "mit" }, undefined]);
    expect(items[3]?.id).toBe("a/\ufffd");
  });
});

import type { ModelRecord, SearchFilters } from "@hugginggpt/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CardedModel, corpusModels, corpusRegistry, hasCorpus } from "../testing/corpus-registry.js";
import { rankingFacts } from "../testing/ranking-facts.js";
import { testRecord } from "../testing/test-record.js";
import { demotedKind, isAskedFor, wantedBy } from "./demotion.js";
import { FREE_WEIGHTS, STEP_WEIGHTS } from "./ranking-weights.js";

const isDemoted = (given: Parameters<typeof rankingFacts>[0], query: string): boolean => {
  const model = rankingFacts(given);
  const kind = demotedKind(model);
  return kind !== null && !isAskedFor(model, kind, wantedBy(new Set(query.split(" "))));
};

describe("copies and tools", () => {
  it("are quantised and mirrored uploads, not what was trained further", () => {
    for (const baseRelation of ["quantized", "copy"] as const)
      expect(isDemoted({ id: "a/b", baseRelation }, "chat")).toBe(true);
    for (const baseRelation of ["finetune", "adapter", "merge", null] as const)
      expect(isDemoted({ id: "a/b", baseRelation }, "chat")).toBe(false);
  });

  it("lose more than popularity and language can give", () => {
    for (const { demotion, downloads, likes, language } of [STEP_WEIGHTS, FREE_WEIGHTS])
      expect(demotion).toBeGreaterThan(downloads + likes + language);
  });

  it.each(["chat gguf", "llama awq", "mistral 4bit", "phi mlx", "qwen q4", "a quantised model"])(
    "lose nothing as copies when the query is %j",
    (query) => {
      expect(isDemoted({ id: "a/b", baseRelation: "quantized" }, query)).toBe(false);
    },
  );

  it("lose nothing as a tool that the query names", () => {
    const tool = { id: "builtin/soft-edges", source: "builtin" } as const;
    expect(isDemoted(tool, "edges of a picture")).toBe(true);
    expect(isDemoted(tool, "soft edges of a picture")).toBe(false);
    expect(isDemoted(tool, "builtin")).toBe(false);
  });
});

describe.skipIf(!hasCorpus())("copies of real models (skips without ../shared/corpus)", () => {
  const NEEDS = [
    "write a story",
    "summarize an article",
    "sentiment of a review",
    "who is named in this text",
  ];
  let plain: Awaited<ReturnType<typeof corpusRegistry>>;
  let crowded: Awaited<ReturnType<typeof corpusRegistry>>;
  let copied: readonly CardedModel[];
  beforeAll(async () => {
    const models = corpusModels();
    copied = models.filter(({ record, readme }) => record.downloads > 50_000 && (readme ?? "").length > 400);
    copied = copied.slice(0, 20);
    plain = await corpusRegistry();
    crowded = await corpusRegistry(copied.flatMap(copiesOf));
  });
  afterAll(() => {
    plain.remove();
    crowded.remove();
  });
  const idsOf = async ({ registry }: typeof plain, text: string, k = 10, filters: SearchFilters = {}) =>
    (await registry.search({ text, k, filters })).candidates.map(({ model }) => model.id);

  it("stand below their model, however often they are downloaded, and add up", async () => {
    for (const { record } of copied) {
      const page = await crowded.registry.search({ text: nameOf(record.id), k: 100, filters: {} });
      const ids = page.candidates.map(({ model }) => model.id);
      const at = ids.indexOf(record.id);
      expect(at).toBeGreaterThanOrEqual(0);
      for (const { model } of page.candidates) {
        if (isCopy(model) && nameOf(model.id).startsWith(nameOf(record.id)))
          expect(ids.indexOf(model.id), model.id).toBeGreaterThan(at);
      }
      for (const { score, why } of page.candidates) {
        const { raw: _raw, ...parts } = why;
        expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(score, 9);
      }
    }
  });

  it("crowd nobody out", async () => {
    for (const text of NEEDS) {
      const page = await crowded.registry.search({ text, k: 10, filters: {} });
      expect(page.candidates.map(({ model }) => model).filter(isCopy)).toEqual([]);
    }
  });

  it("are found when they are asked for", async () => {
    const [first] = copied;
    expect(await idsOf(crowded, `${nameOf(first?.record.id ?? "")} gguf`, 3)).toContain(
      `quantizer/${nameOf(first?.record.id ?? "")}-GGUF`,
    );
  });

  it("leave the built-in tools behind models of their task", async () => {
    for (const text of [
      "is this text positive or negative",
      "read english text aloud",
      "summarize this text",
    ]) {
      const [first = ""] = await idsOf(plain, text, 1);
      expect(first).not.toMatch(/^builtin\//);
    }
    expect((await idsOf(plain, "vader", 1))[0]).toBe("builtin/vader");
  });
});

function isCopy({ baseRelation }: ModelRecord): boolean {
  return baseRelation === "copy" || baseRelation === "quantized";
}

function nameOf(id: string): string {
  return id.slice(id.indexOf("/") + 1);
}

/** A declared copy without a card, an undeclared one, and a mirror; all downloaded more than the model itself. */
function copiesOf({ record, readme }: CardedModel): CardedModel[] {
  const { task, languages, tags } = record;
  const same = {
    task,
    languages,
    tags,
    downloads: record.downloads * 10,
    createdAt: "2025-06-01T00:00:00.000Z",
  };
  const name = nameOf(record.id);
  return [
    {
      record: testRecord({
        ...same,
        id: `quantizer/${name}-GGUF`,
        baseModel: record.id,
        baseRelation: "quantized",
      }),
      readme: null,
    },
    { record: testRecord({ ...same, id: `another/${name}-AWQ`, baseRelation: "quantized" }), readme: null },
    { record: testRecord({ ...same, id: `mirror/${name}` }), readme },
  ];
}

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPublic, modelRecord } from "./model-record.js";
import { parseWireModel } from "./wire-model.js";

function recordOf(item: Record<string, unknown>) {
  const wire = parseWireModel({ id: "owner/name", ...item });
  if (!wire) throw new Error("malformed");
  return modelRecord(wire);
}

const SHA = "a".repeat(40);

describe("a record of the Hub's listing", () => {
  test("has what the Hub says, in our spelling", () => {
    const record = recordOf({
      sha: SHA,
      downloads: 12,
      likes: 3,
      pipeline_tag: "text-classification",
      library_name: "transformers",
      tags: ["transformers", "en", "license:mit", "region:us"],
      cardData: { license: "apache-2.0", language: ["en", "de"] },
      safetensors: { parameters: { F32: 5 }, total: 5 },
      gated: "auto",
      createdAt: "2022-03-02T23:29:05.000Z",
      lastModified: "2024-01-01T00:00:00.000Z",
      baseModels: { relation: "finetune", models: [{ _id: "1", id: "google/bert" }] },
    });
    expect(record).toMatchObject({
      id: "owner/name",
      source: "hub",
      task: "text-classification",
      library: "transformers",
      license: "apache-2.0",
      languages: ["en", "de"],
      parameters: 5,
      gated: "auto",
      sha: SHA,
      baseModel: "google/bert",
      baseRelation: "finetune",
    });
  });

  test("has null for every fact that is absent, and zero downloads and likes", () => {
    expect(recordOf({})).toEqual({
      id: "owner/name",
      source: "hub",
      task: null,
      downloads: 0,
      likes: 0,
      tags: [],
      library: null,
      license: null,
      languages: [],
      parameters: null,
      gated: false,
      sha: null,
      createdAt: null,
      lastModified: null,
      baseModel: null,
      baseRelation: null,
    });
  });

  test("takes a field of the wrong type as absent", () => {
    const record = recordOf({
      downloads: "many",
      tags: "en",
      cardData: [],
      safetensors: 7,
      sha: {},
      createdAt: 5,
    });
    expect(record).toMatchObject({ downloads: 0, tags: [], parameters: null, sha: null, createdAt: null });
  });

  test("reads the licence from a list, and from a tag where the card declares none", () => {
    expect(recordOf({ cardData: { license: ["MIT"] } }).license).toBe("mit");
    expect(recordOf({ tags: ["license:cc-by-4.0"] }).license).toBe("cc-by-4.0");
  });

  test.each([
    [false, ["no"]],
    ["en-US", ["en"]],
    [["zh_Hans", "zh"], ["zh"]],
    ["German", ["de"]],
    ["multilingual", ["multilingual"]],
    [[1, null, "x"], []],
  ])("reads the language %j as %j", (language, languages) => {
    expect(recordOf({ cardData: { language } }).languages).toEqual(languages);
  });

  test("reads languages from tags only where the card declares none, and never computer vision as Chuvash", () => {
    expect(recordOf({ tags: ["en", "cv", "ml", "text", "to", "pt", "gpt"] }).languages).toEqual(["en", "pt"]);
    expect(recordOf({ tags: ["en"], cardData: { language: "de" } }).languages).toEqual(["de"]);
  });

  test("reads the base model from front matter or tags where the API names none", () => {
    expect(recordOf({ cardData: { base_model: ["a/b"], base_model_relation: "merge" } })).toMatchObject({
      baseModel: "a/b",
      baseRelation: "merge",
    });
    expect(recordOf({ tags: ["base_model:a/b", "base_model:quantized:a/b"] })).toMatchObject({
      baseModel: "a/b",
      baseRelation: "quantized",
    });
    expect(recordOf({ cardData: { base_model: "owner/name" } }).baseModel).toBeNull();
  });

  test("takes the number of parameters from a GGUF header where there are no safetensors", () => {
    expect(recordOf({ gguf: { total: 9 } }).parameters).toBe(9);
  });

  test("cleans and cuts tags, and drops doubles", () => {
    const tags = recordOf({ tags: ["a\u001b[31m", "a", "b".repeat(5000), 3, ...Array(500).fill("c")] }).tags;
    expect(tags.slice(0, 1)).toEqual(["a"]);
    expect(tags).toHaveLength(3);
    expect(Math.max(...tags.map((tag) => tag.length))).toBeLessThanOrEqual(100);
  });

  test("is made of any JSON object with an id, without a throw", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom("tags", "cardData", "gated", "sha", "baseModels", "gguf", "likes"),
          fc.jsonValue(),
        ),
        (item) => {
          const record = recordOf(item);
          expect(record.likes).toBeGreaterThanOrEqual(0);
          expect(Array.isArray(record.tags)).toBe(true);
        },
      ),
    );
  });
});

test.each([
  [{ private: true }, false],
  [{ disabled: true }, false],
  [{ private: "no" }, false],
  [{ private: false, disabled: false }, true],
  [{}, true],
])("an item with %j is public: %s", (item, expected) => {
  const wire = parseWireModel({ id: "a/b", ...item });
  expect(wire && isPublic(wire)).toBe(expected);
});

test.each([null, 7, {}, { id: 3 }, { id: "../etc" }])("%j is no model", (item) => {
  expect(parseWireModel(item)).toBeNull();
});

import { describe, expect, it } from "vitest";
import { Fts5Terms } from "../texts/fts5-terms.js";
import { searchVectors } from "./search-vector.js";

const text = (body: string, title = "") => ({ title, tags: "", lead: "", body });
const written = (...texts: Parameters<typeof searchVectors>[0]) => searchVectors(texts, new Fts5Terms());

describe("searchVectors", () => {
  it("gives each term its places with the field as their weight, and a free place between fields", () => {
    const model = { title: "bird songs", tags: "Bird", lead: "songs", body: "Song of birds" };
    expect(written(model, text(""))).toEqual([
      { length: 7, vector: "'bird':1A,4B,10D 'song':2A,6C,8D 'of':9D" },
      { length: 0, vector: "" },
    ]);
  });

  it("counts terms that no query can ask for, without writing them", () => {
    expect(written(text("x".repeat(65)), text("! ".repeat(3), "中".repeat(64)))).toEqual([
      { length: 1, vector: "" },
      { length: 1, vector: `'${"中".repeat(64)}':1A` },
    ]);
  });
});

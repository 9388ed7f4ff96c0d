import type { Entity } from "@hugginggpt/shared";
import { outputText } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { SAMPLES, sample } from "../testing/samples.js";
import { compromise } from "./compromise.js";

const signal = new AbortController().signal;
const entities = async (text: string): Promise<readonly Entity[]> =>
  (await compromise({ text }, signal)).entities ?? [];
const names = async (text: string, kind: string): Promise<string[]> => [
  ...new Set((await entities(text)).filter((one) => one.entity === kind).map((one) => one.text)),
];

describe("compromise", () => {
  it("names the people and places of the article once each", async () => {
    expect(outputText(await compromise({ text: sample("article") }, signal))).toBe(
      "places: Lisbon, Manchester, Porto, Setubal; people: Maria Fernandes, James Whitfield",
    );
  });

  it("keeps every mention's own offsets", async () => {
    const text = sample("article");
    const mentions = (await entities(text)).filter((one) => one.text === "Maria Fernandes");
    expect(mentions.map((one) => text.slice(one.start ?? 0, one.end ?? 0))).toEqual([
      "Maria Fernandes",
      "Fernandes",
    ]);
  });

  it.each([
    ["news-ferry", ["Ingrid Solberg", "Thomas Reed", "Helen Carter"]],
    ["email", ["Ms. Alvarez", "Priya Sharma", "Daniel O'Connor"]],
    ["minutes", ["Laura Chen", "Ahmed Hassan", "Peter Novak"]],
    ["dialogue", ["Mrs. Pennyworth", "Mr. Dobbs", "Charlotte"]],
    ["business", ["Robert Kline", "Denise Holloway", "Amy Tran"]],
    ["story", ["Martha", "Tom"]],
    ["manual", []],
    ["review-bad", []],
  ])("finds the people of %s, each under one name", async (name, people) => {
    expect(await names(sample(name), "PER")).toEqual(people);
  });

  it("finds organisations, under one name with and without the legal form", async () => {
    expect(await names(sample("business"), "ORG")).toEqual(["Helix Robotics Inc.", "Ford", "Boeing"]);
    expect(await names(sample("science"), "ORG")).toContain("University of Lagos");
    expect(await names("General Motors met the Royal Institute of Art.", "ORG")).toHaveLength(2);
  });

  it("finds unknown places beside known ones and after 'in', and takes no month or language for one", async () => {
    expect(await names("Trains go to Porto, Setubal and Lisbon or Evora.", "LOC")).toHaveLength(4);
    expect(
      await names("She lives in Dayton. In May it was written in English, in Jan. in Python.", "LOC"),
    ).toEqual(["Dayton"]);
  });

  it("keeps people of the same surname apart by first name and honorific", async () => {
    expect(await names("Mr. Bell met Mrs. Bell.", "PER")).toEqual(["Mr. Bell", "Mrs. Bell"]);
    const text = "Mr. Thomas Reed came. Anna Reed followed. Reed smiled.";
    expect((await entities(text)).map((one) => one.text)).toEqual(["Thomas Reed", "Anna Reed", "Anna Reed"]);
  });

  it("handles possessives and particles", async () => {
    const text = "Vincent van Gogh met Maria Fernandes' friends. Van Gogh’s hat was Fernandes's.";
    expect(await names(text, "PER")).toEqual(["Vincent van Gogh", "Maria Fernandes"]);
  });

  it("takes no common word at the beginning of a sentence for a name", async () => {
    const text =
      "Will you come? Mark the date. Hope is not lost. Grace is needed. Frank answers help. Rich soil.";
    expect(await entities(text)).toEqual([]);
    expect(await names("Grace is late. We wait for Grace.", "PER")).toEqual(["Grace"]);
  });

  it("marks nothing that overlaps or lies outside the text", async () => {
    for (const name of SAMPLES) {
      let last = 0;
      for (const { start, end } of await entities(sample(name))) {
        expect(start).toBeGreaterThanOrEqual(last);
        last = end ?? 0;
      }
      expect(last).toBeLessThanOrEqual(sample(name).length);
    }
  });

  it("stops when aborted", async () => {
    const stop = AbortSignal.abort(new Error("stopped"));
    await expect(compromise({ text: "Ada." }, stop)).rejects.toThrow("stopped");
  });
});

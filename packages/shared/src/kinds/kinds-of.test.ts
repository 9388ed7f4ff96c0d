import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TASK_IDS } from "../tasks/task-id.js";
import { type KindTable, kindRows } from "./kind-row.js";
import { domainsNamed, kindScheme, kindsAsked, kindsOfModel } from "./kinds-of.js";
import { PICTURE_KINDS } from "./picture-kinds.js";
import { SOUND_KINDS } from "./sound-kinds.js";
import { TEXT_KINDS } from "./text-kinds.js";
import { nameFinder, plainEntries } from "./word-finder.js";

const TABLES: readonly KindTable[] = [TEXT_KINDS, PICTURE_KINDS, SOUND_KINDS];
const ROWS = TABLES.flatMap((table) =>
  TASK_IDS.flatMap((task) => {
    const kinds = table[task];
    return kinds ? kindRows(kinds).map((row) => ({ task, ...row })) : [];
  }),
);

describe("the table of kinds", () => {
  it("finds each kind by its own name, so that a need that is made of names is understood", () => {
    for (const { task, kind } of ROWS) expect(kindsAsked(task, kind), `${task}: ${kind}`).toContain(kind);
  });

  it("has one row a kind, and a general kind that has a row", () => {
    for (const task of new Set(ROWS.map((row) => row.task))) {
      const kinds = ROWS.filter((row) => row.task === task).map(({ kind }) => kind);
      expect(new Set(kinds).size).toBe(kinds.length);
      const { general } = kindScheme(task);
      if (general !== null) expect(kinds).toContain(general);
    }
  });

  it("has words of models in every row, and no cell that is not read", () => {
    for (const { task, kind, models } of ROWS) expect(models, `${task}: ${kind}`).not.toBe("");
    const rows = TABLES.flatMap((table) =>
      Object.values(table).flatMap((kinds) => kinds.rows.trim().split(/\n(?! {10})/)),
    );
    for (const row of rows) expect(row.split("|").length, row).toBeLessThanOrEqual(3);
  });

  it("knows no kinds of a task without rows", () => {
    expect(kindsAsked("robotics", "emotion")).toEqual([]);
    expect(kindScheme("robotics")).toEqual(expect.objectContaining({ general: null }));
  });

  it.each([
    ["text-classification", "这条评论是好评还是差评?", "sentiment"],
    ["image-to-text", "Was steht auf dem Schild?", "printed text"],
    ["image-to-image", "фото слишком темное", "brightening dark pictures"],
    ["audio-to-audio", "把两个人的声音分离", "separation"],
    ["automatic-speech-recognition", "¿quién habla y cuándo?", "diarization"],
  ] as const)("understands a request for %s in another language: %s", (task, request, kind) => {
    expect(kindsAsked(task, request)).toContain(kind);
  });

  it("reads a model by its own words only, not by what people ask for", () => {
    expect(kindsOfModel("text-classification", "org/RoBERTa-emotion")).toEqual(["emotion"]);
    expect(kindsOfModel("text-classification", "good or bad review")).toEqual([]);
  });

  it("finds a word in no other word, unless it is a beginning", () => {
    expect(kindsOfModel("object-detection", "facebook/detr")).toEqual([]);
    expect(kindsOfModel("image-classification", "vintage posters")).toEqual([]);
  });

  it("names subjects in several languages", () => {
    expect(domainsNamed("news about Börse and stocks")).toEqual(["finance"]);
    expect(domainsNamed("医学论文")).toEqual(["medicine", "science"]);
    expect(domainsNamed("a cat")).toEqual([]);
  });
});

describe("nameFinder", () => {
  it("finds what a search for each word finds, whatever the text", () => {
    const find = nameFinder([
      { name: "open", words: "run*" },
      { name: "whole", words: plainEntries("cat, speech to text") },
    ]);
    const word = fc.constantFrom("runner", "run", "cat", "cats", "category", "speech", "to", "text", "prun");
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const text = words.join(" ");
        const expected = [
          ...(words.some((one) => one.startsWith("run")) ? ["open"] : []),
          ...(/\b(cats?|speech to text)\b/.test(text) ? ["whole"] : []),
        ];
        expect(find(text)).toEqual(expected);
      }),
    );
  });

  it("finds two words near each other in either order, and not where they stand far apart or alone", () => {
    const find = nameFinder([{ name: "both", words: plainEntries("language + detect*, 语言 + 识别") }]);
    fc.assert(
      fc.property(fc.nat(12), fc.boolean(), (between, isLanguageFirst) => {
        const filler = Array.from({ length: between }, () => "so");
        const ends = isLanguageFirst ? ["languages", "detector"] : ["detects", "language"];
        const text = [ends[0], ...filler, ends[1]].join(" ");
        expect(find(text)).toEqual(between < 6 ? ["both"] : []);
      }),
    );
    expect(find("the language")).toEqual([]);
    expect(find("识别这句话的语言")).toEqual(["both"]);
    expect(find("什么语言")).toEqual([]);
  });

  it("finds a verb's forms by its form in -ed, and words in Latin letters among Chinese ones", () => {
    const find = nameFinder([{ name: "a", words: plainEntries("described, chatgpt") }]);
    for (const text of ["what I describe", "describing it", "是ChatGPT写的"])
      expect(find(text)).toEqual(["a"]);
    expect(find("a description")).toEqual([]);
  });

  it("takes any text in time that grows with its length only", () => {
    const find = nameFinder([{ name: "a", words: plainEntries("aaa*, a a a a b") }]);
    expect(find("a ".repeat(200_000))).toEqual([]);
  });

  it("refuses a table with an empty word", () => {
    expect(() => plainEntries("a, , b")).toThrow("empty word");
  });
});

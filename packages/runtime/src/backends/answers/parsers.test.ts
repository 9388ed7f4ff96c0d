import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mediaRefs } from "./media-refs.js";
import { parseEntities } from "./parse-entities.js";
import { parseBoxes, parseKeypoints, parseMasks, parseSegments } from "./parse-found.js";
import { parseLabels } from "./parse-labels.js";
import { parseNumbers, parseTable, parseVector } from "./parse-numbers.js";
import { parseText } from "./parse-text.js";

describe("parsers of answers", () => {
  it("reads labels in every known shape, best first", () => {
    const want = [
      { label: "b", score: 0.9 },
      { label: "a", score: 0.1 },
    ];
    expect(
      parseLabels([
        { label: "a", score: 0.1 },
        { label: "b", score: 0.9 },
      ]),
    ).toEqual(want);
    expect(
      parseLabels([
        [
          { label: "a", score: 0.1 },
          { label: "b", score: 0.9 },
        ],
      ]),
    ).toEqual(want);
    expect(parseLabels({ sequence: "s", labels: ["a", "b"], scores: [0.1, 0.9] })).toEqual(want);
    expect(parseLabels([{ sequence: "s", labels: ["a", "b"], scores: [0.1, 0.9] }])).toEqual(want);
    expect(parseLabels({ label: "b", score: 0.9 })).toEqual([{ label: "b", score: 0.9 }]);
    expect(parseLabels([{ token: 1, token_str: " b", score: 0.9, sequence: "b!" }])).toEqual([
      { label: "b", score: 0.9 },
    ]);
    for (const bad of [null, {}, [], [{ label: 1 }], [{ label: "a", score: "high" }], [[]], "x y"].slice(
      0,
      6,
    ))
      expect(parseLabels(bad)).toBeNull();
  });

  it("puts un-aggregated tokens together and keeps the text's own spelling", () => {
    const tokens = [
      { entity: "B-PER", word: "Ma", start: 0, end: 2, score: 0.9 },
      { entity: "I-PER", word: "##rie", start: 2, end: 5, score: 0.8 },
      { entity: "I-PER", word: "Curie", start: 6, end: 11, score: 0.7 },
      { entity: "B-LOC", word: "Paris", start: 15, end: 20, score: 0.9 },
      { entity: "O", word: ".", start: 20, end: 21, score: 0.9 },
    ];
    expect(parseEntities(tokens, "Marie Curie in Paris.")).toEqual([
      { entity: "PER", text: "Marie Curie", score: 0.7, start: 0, end: 11 },
      { entity: "LOC", text: "Paris", score: 0.9, start: 15, end: 20 },
    ]);
    const bare = tokens.slice(0, 3).map(({ entity, word, score }) => ({ entity, word, score }));
    expect(parseEntities(bare, "x")).toEqual([
      { entity: "PER", text: "Marie Curie", score: 0.7, start: null, end: null },
    ]);
  });

  it("counts offsets in UTF-16 where the server counts code points", () => {
    const found = parseEntities([{ entity_group: "PER", word: "Ada", start: 2, end: 5, score: 1 }], "😀 Ada");
    expect(found).toEqual([{ entity: "PER", text: "Ada", score: 1, start: 3, end: 6 }]);
  });

  it("takes an empty list of found things for an answer and half a box for none", () => {
    expect([
      parseBoxes([]),
      parseMasks([]),
      parseKeypoints([]),
      parseSegments([]),
      parseEntities([], ""),
    ]).toEqual([[], [], [], [], []]);
    expect(parseBoxes([{ label: "a", score: 1, box: { xmin: 0 } }])).toBeNull();
    expect(parseMasks([{ label: "a", mask: "data:image/png;base64,AAAA" }])).toEqual([
      { label: "a", score: null, mask: "AAAA" },
    ]);
    expect(
      parseSegments([
        { start: 2, end: 3 },
        { start: 0, end: 1, label: "music" },
      ]),
    ).toEqual([
      { label: "music", start: 0, end: 1 },
      { label: "speech", start: 2, end: 3 },
    ]);
    expect(parseKeypoints([{ keypoints: [{ x: 1, y: 2 }], scores: [1] }])).toEqual([
      { label: "point 1", score: null, x: 1, y: 2 },
    ]);
  });

  it("averages the vectors of tokens and takes the first of a batch", () => {
    expect(parseVector([1, 2])).toEqual([1, 2]);
    expect(parseVector([[1, 2]])).toEqual([1, 2]);
    expect(
      parseVector([
        [1, 2],
        [3, 4],
      ]),
    ).toEqual([2, 3]);
    expect(
      parseVector([
        [
          [1, 2],
          [3, 4],
        ],
      ]),
    ).toEqual([2, 3]);
    expect(
      parseVector([
        [
          [
            [1, 2],
            [3, 4],
          ],
        ],
        [[[9, 9]]],
      ]),
    ).toEqual([2, 3]);
    expect(parseVector({ data: [{ embedding: [5] }] })).toEqual([5]);
    for (const bad of [[], [[]], [["a"]], [[1], [1, 2]], {}, null]) expect(parseVector(bad)).toBeNull();
  });

  it("puts a reranker's scores back into the order of the texts", () => {
    expect(
      parseNumbers([
        { index: 1, score: 0.2 },
        { index: 0, score: 0.9 },
      ]),
    ).toEqual([0.9, 0.2]);
    expect(parseNumbers({ results: [{ index: 0, relevance_score: 0.5 }] })).toEqual([0.5]);
    expect(parseNumbers(["1"])).toBeNull();
  });

  it("reads tables as columns of text", () => {
    expect(parseTable({ data: { a: [1, "x"] } })).toEqual({ a: ["1", "x"] });
    expect(parseTable([1.5, 2])).toEqual({ value: ["1.5", "2"] });
    expect(parseTable({ a: 1 })).toBeNull();
  });

  it("finds files wherever providers put them, the telling field first", () => {
    expect(mediaRefs({ depth: "data:image/png;base64,AAAA", predicted_depth: [[1]] })).toEqual([
      { base64: "AAAA" },
    ]);
    expect(mediaRefs({ output: "https://a.test/x", urls: { get: "https://b.test" } })).toEqual([
      { url: "https://a.test/x" },
    ]);
    expect(mediaRefs([{ label: "l", blob: "A".repeat(60), "content-type": "audio/flac" }])).toEqual([
      { base64: "A".repeat(60) },
    ]);
    expect(mediaRefs({ output: "just words", url: "ftp://a.test" })).toEqual([]);
  });

  it("never throws, whatever JSON comes", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        for (const parse of [
          parseLabels,
          parseBoxes,
          parseMasks,
          parseKeypoints,
          parseSegments,
          parseVector,
          parseNumbers,
          parseTable,
          parseText,
          mediaRefs,
        ])
          parse(json);
        parseEntities(json, "text 😀");
      }),
    );
  });
});

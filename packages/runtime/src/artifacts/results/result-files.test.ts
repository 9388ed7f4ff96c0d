import type { TaskOutput } from "@hugginggpt/shared";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resultFiles } from "./result-files.js";
import { subtitles } from "./subtitles.js";
import { tableCsv } from "./table-csv.js";

const kinds = (output: TaskOutput, task: string) =>
  resultFiles(output, task).map(({ extension }) => extension);

describe("resultFiles", () => {
  it("keeps a transcript as text and its times as subtitles", () => {
    const output = { text: "Hello there.", segments: [{ label: "Hello there.", start: 0, end: 1.5 }] };
    expect(resultFiles(output, "automatic-speech-recognition")).toEqual([
      { text: "Hello there.\n", mediaType: "text/plain", extension: "txt" },
      {
        text: "1\n00:00:00,000 --> 00:00:01,500\nHello there.\n",
        mediaType: "application/x-subrip",
        extension: "srt",
      },
    ]);
  });

  it("keeps a caption as text, and nothing for silence", () => {
    expect(kinds({ text: "a cat" }, "image-to-text")).toEqual(["txt"]);
    expect(kinds({ text: " " }, "automatic-speech-recognition")).toEqual([]);
  });

  it("leaves to the answer what it can say, and keeps what fills more than a screen", () => {
    expect(kinds({ text: "short" }, "translation")).toEqual([]);
    expect(kinds({ text: "x".repeat(2_001) }, "translation")).toEqual(["txt"]);
    expect(kinds({ labels: [{ label: "good", score: 1 }] }, "text-classification")).toEqual([]);
    const entities = Array.from({ length: 500 }, (_, i) => ({
      entity: "PER",
      text: `Person ${i}`,
      score: null,
      start: null,
      end: null,
    }));
    expect(kinds({ entities }, "token-classification")).toEqual(["json"]);
  });

  it.each<[string, TaskOutput]>([
    ["boxes", { boxes: [{ label: "cat", score: 1, box: { xmin: 0, ymin: 0, xmax: 1, ymax: 1 } }] }],
    ["masks", { masks: [{ label: "cat", score: null, mask: "iVBORw0KGgo=" }] }],
    ["keypoints", { keypoints: [{ label: "nose", score: 1, x: 1, y: 2 }] }],
    ["segments", { segments: [{ label: "speaker 1", start: 0, end: 1 }] }],
    ["vector", { vector: [0.5, 0.25] }],
  ])("keeps %s as JSON that holds the same", (_, output) => {
    const [file, ...more] = resultFiles(output, "any");
    expect(more).toEqual([]);
    expect(JSON.parse(file?.text ?? "")).toEqual(output);
  });

  it("makes no file of nothing found", () => {
    expect(kinds({ boxes: [] }, "object-detection")).toEqual([]);
  });
});

describe("tableCsv", () => {
  it("writes lines as RFC 4180 has them", () => {
    expect(tableCsv({ name: ['Ada "L"', "B, C"], n: ["1", "2\n3"] })).toBe(
      'name,n\r\n"Ada ""L""",1\r\n"B, C","2\n3"\r\n',
    );
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"],
    ["-2+3", "'-2+3"],
    ["＝1", "'＝1"],
    [" =1+1", "' =1+1"],
    ["\u00a0\u200b@SUM(A1)", "'\u00a0\u200b@SUM(A1)"],
    ["\t=1", "'\t'=1"],
    ["x;=cmd", "x;'=cmd"],
    ["x\ty; +1+1|-5", "x\ty;' +1+1|-5"],
    ['x\r\n"=1+1"', 'x\r\n\'"=1+1"'],
    ["see;-5;and 3%", "see;-5;and 3%"],
  ])("keeps a spreadsheet from running %j, wherever it splits", (cell, expected) => {
    expect(parse(tableCsv({ a: [cell] }))).toEqual([["a"], [expected]]);
    expect(parse(tableCsv({ [cell]: ["x"] }))[0]).toEqual([expected]);
  });

  it("leaves no piece between marks that begins as a formula does, unless it is a number", () => {
    const piece = fc.constantFrom(..."=+-@＝ \u3000\t\r\n;|,\"'1a");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const [, [cell = ""] = []] = parse(tableCsv({ a: [pieces.join("")] }));
        const begun = cell.split(/[;|\t\r\n]/).filter((one) => /^[\s"]*[=+\-@＝]/.test(one));
        expect(begun.filter((one) => Number.isNaN(Number(one.replace(",", "."))))).toEqual([]);
      }),
    );
  });

  it.each(["-5", "+1.5e3", "-3 %", "-1,000.50"])("leaves the number %s as it is", (cell) => {
    expect(parse(tableCsv({ a: [cell] }))).toEqual([["a"], [cell]]);
  });

  it("gives back whatever harmless cells it was given", () => {
    const cell = fc.string().map((text) => `x${text.replace(/[=+@-]/g, "")}`);
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
        const table = { a: rows.map(([first]) => first), b: rows.map(([, second]) => second) };
        expect(parse(tableCsv(table))).toEqual([["a", "b"], ...rows]);
      }),
    );
  });
});

describe("subtitles", () => {
  it("numbers what was said, and leaves out silence", () => {
    const text = subtitles([
      { label: " One. ", start: 3661.0004, end: 3662.25 },
      { label: "  ", start: 4, end: 5 },
      { label: "Two\n\nlines --> here", start: -1, end: 60 },
    ]);
    expect(text).toBe(
      "1\n01:01:01,000 --> 01:01:02,250\nOne.\n\n2\n00:00:00,000 --> 00:01:00,000\nTwo\nlines -> here\n",
    );
  });
});

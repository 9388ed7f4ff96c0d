import { describe, expect, it } from "vitest";
import { fileReference, outputReference, readNotation } from "./plan-notation.js";

const output = (of: number | null) => ({ kind: "output", of });
const text = (words: string) => ({ kind: "text", text: words });

describe("readNotation", () => {
  it.each([
    "<GENERATED>-0",
    "<GENERATED-0>",
    "<GENERATED>0",
    "<GENERATED> - 0",
    "<node-0>",
    "<resource-0>",
    "<generated>-0",
  ])("reads %s as the output of task 0", (written) => {
    expect(readNotation(written)).toEqual([output(0)]);
  });
  it.each(["<FILE>-2", "<FILE-2>", "<file>2"])("reads %s as the file 2", (written) => {
    expect(readNotation(written)).toEqual([{ kind: "file", handle: 2 }]);
  });
  it("reads several references and keeps the text between them", () => {
    expect(readNotation("<GENERATED>-1,<GENERATED>-2")).toEqual([output(1), text(","), output(2)]);
    expect(readNotation("say <GENERATED>-10 twice")).toEqual([text("say "), output(10), text(" twice")]);
  });
  it("reads a reference without a number as the output of no particular task", () => {
    expect(readNotation("<GENERATED>")).toEqual([output(null)]);
  });
  it("leaves everything else as text, the empty text too", () => {
    expect(readNotation("")).toEqual([text("")]);
    expect(readNotation("<b>GENERATED</b>-0 a < b")).toEqual([text("<b>GENERATED</b>-0 a < b")]);
  });
  it("reads back what is written", () => {
    expect(readNotation(outputReference(12))).toEqual([output(12)]);
    expect(readNotation(fileReference(3))).toEqual([{ kind: "file", handle: 3 }]);
  });
});

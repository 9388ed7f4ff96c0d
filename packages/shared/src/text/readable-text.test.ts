import { describe, expect, it } from "vitest";
import { readableText } from "./readable-text.js";

const utf16 = (text: string) => Buffer.from(text, "utf16le");

describe("readableText", () => {
  it.each([
    ["UTF-8", Buffer.from("Grüße\n"), "utf-8"],
    ["UTF-8 with its mark", Buffer.from("\ufeffGrüße\n"), "utf-8"],
    ["UTF-16", utf16("\ufeffGrüße\n"), "utf-16le"],
    ["UTF-16, the larger byte first", utf16("\ufeffGrüße\n").swap16(), "utf-16be"],
    ["UTF-16 without a mark", utf16("Grüße\n"), "utf-16le"],
    ["UTF-16 without a mark, the larger byte first", utf16("Grüße\n").swap16(), "utf-16be"],
  ])("reads %s", (_what, bytes, encoding) => {
    expect(readableText(bytes)).toEqual({ text: "Grüße\n", encoding });
  });

  it.each([
    ["Windows-1252", Buffer.from("Viele Grüße aus Köln", "latin1")],
    ["Windows-1251", Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x20, 0xec, 0xe8, 0xf0])],
    ["SHIFT_JIS", Buffer.from([0x93, 0x8c, 0x8b, 0x9e, 0x82, 0xcd, 0x93, 0xfa, 0x96, 0x7b])],
    ["UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0])],
  ])("names %s", (encoding, bytes) => {
    expect(readableText(bytes)).toEqual({ text: null, encoding });
  });

  it("takes nothing with control characters for text", () => {
    expect(readableText(Buffer.from([1, 2, 3, 0x41]))).toEqual({ text: null, encoding: null });
    expect(readableText(Buffer.from("a\0b"))).toMatchObject({ text: null });
    expect(readableText(Buffer.from([0xff, 0xfb, 0x90, 0x64, 0, 0, 0, 0]))).toMatchObject({ text: null });
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closest, editDistance } from "./closest.js";
import { oneLine, printable } from "./printable.js";
import { redact } from "./redact.js";

function isControl(code: number): boolean {
  return (code < 0x20 && code !== 0x09 && code !== 0x0a) || (code >= 0x7f && code <= 0x9f);
}

describe("printable", () => {
  it("removes escapes, bidirectional overrides, zero-width and tag characters", () => {
    const hostile = "a\u001b[31mb\u001b]52;c;x\u0007c\u202ed\u200be\u{e0041}f\bg";
    expect(printable(hostile)).toBe("abcdefg");
  });

  it("keeps tabs and newlines and makes CR LF a newline", () => {
    expect(printable("a\tb\r\nc\rd")).toBe("a\tb\nc\nd");
  });

  it("leaves no control character of any text but tab and newline", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const codes = Array.from(printable(text), (character) => character.codePointAt(0) ?? 0);
        expect(codes.filter((code) => isControl(code) || code === 0x202e || code === 0x200b)).toEqual([]);
      }),
    );
  });
});

describe("oneLine", () => {
  it("cuts at the limit and shows it", () => {
    expect(oneLine("one two three", 8)).toBe("one two…");
  });

  it("is never longer than the limit", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 50 }), (text, limit) => {
        expect(Array.from(oneLine(text, limit)).length).toBeLessThanOrEqual(limit);
      }),
    );
  });
});

describe("redact", () => {
  it.each([
    ["token hf_abcdefghijkl", "token [redacted]"],
    ["Authorization: Bearer abcdefghijkl", "Authorization: [redacted]"],
    ["https://u:p@host/x", "https://[redacted]@host/x"],
    ["https://h/x?sig=abc&y=1", "https://h/x?sig=[redacted]&y=1"],
  ])("hides the secret in %s", (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it("hides given secrets of any shape", () => {
    expect(redact("key=letmein!", ["letmein!"])).toBe("key=[redacted]");
  });
});

describe("closest", () => {
  it("returns the nearest names first and nothing far away", () => {
    expect(closest("translaton", ["translation", "summarization"], 3)).toEqual(["translation"]);
  });

  it("measures a distance that is zero only between equal strings, and symmetric", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
      }),
    );
  });
});

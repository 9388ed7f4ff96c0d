import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyCharacter } from "../testing/index.js";
import { closest, editDistance } from "./closest.js";
import { oneLine, printable } from "./printable.js";
import { redact } from "./redact.js";
import { terminalJson } from "./terminal-text.js";

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

  it.each([
    ["variation selectors", "a\ufe0f\u{e0100}\u180bb"],
    ["fillers", "a\u115f\u1160\u3164\uffa0b"],
    ["joiners and annotations", "a\u034f\u2065\ufff9x\ufffbb".replace("x", "")],
    ["marks of music and shorthand", "a\u{1d173}\u{1bca0}b"],
    ["all of the tags", "a\u{e0080}\u{e0fff}b"],
  ])("removes %s", (_, text) => {
    expect(printable(text)).toBe("ab");
    expect(terminalJson(text)).toMatch(/^"a(?:\\u[\da-f]{4})+b"$/);
    expect(JSON.parse(terminalJson(text))).toBe(text);
  });

  it("makes every end of a line that Unicode knows a newline", () => {
    expect(printable("a\u2028b\u2029c\u0085d")).toBe("a\nb\nc\nd");
  });

  it("keeps what is written: letters with marks, emoji, right-to-left scripts", () => {
    const text = "e\u0301 \u{1f600} \u05e9\u05dc\u05d5\u05dd \u0627\u0644 \u0e01\u0e33 \u3000\u00a0";
    expect(printable(text)).toBe(text);
  });

  it("leaves no control character of any text but tab and newline", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
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
    ["https://h/x?apikey=a1&auth=b2&n=1", "https://h/x?apikey=[redacted]&auth=[redacted]&n=1"],
    ["https://h/x?X-Goog-Signature=a1&max_tokens=5", "https://h/x?X-Goog-Signature=[redacted]&max_tokens=5"],
    ['{"user":"me","password":"hunter2"}', '{"user":"me","password":"[redacted]"}'],
    ['"{\\"api_key\\":\\"abc\\"}"', '"{\\"api_key\\":\\"[redacted]\\"}"'],
    ["X-Api-Key: 12345, Accept: x", "X-Api-Key: [redacted], Accept: x"],
    ["authorization: Key 1f2e:3d4c", "authorization: [redacted]"],
    ["a eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln b", "a [redacted] b"],
  ])("hides the secret in %s", (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it.each([
    ...[
      "ghp_",
      "gho_",
      "github_pat_11",
      "glpat-",
      "r8_",
      "npm_",
      "gsk_",
      "xai-",
      "nvapi-",
      "pypi-",
      "tgp_v1_",
    ],
    ...["xoxb-123-", "sk-proj-", "sk_live_", "AKIA", "ASIA", "AIzaSy", "SG.", "hvs.", "ya29."],
  ])("hides a token that begins with %s", (prefix) => {
    const token = `${prefix}Q3W4E5R6T7Y8U9I0PLMK`.replace(/^(A[KS]IA.*)$/, (all) => all.toUpperCase());
    expect(redact(`it was ${token}.`)).toMatch(/^it was \[redacted\]\.?$/);
  });

  it.each([
    "npm_config_registry, risk-averse, task-oriented, max_tokens=5, password reset",
    "https://h/x?page=2&tokens=9&q=key",
    "mistralai/Mistral-7B-Instruct-v0.3 by xai-org/grok-1",
  ])("leaves %s", (text) => {
    expect(redact(text)).toBe(text);
  });

  it("takes time in proportion to a text of a million characters", () => {
    for (const piece of ["?token", "password", "eyJ.", "sk-", "https://a"])
      expect(redact(piece.repeat(100_000)).length).toBeGreaterThan(0);
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

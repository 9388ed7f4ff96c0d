import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { canRedraw, columnsOf, linked, type Output, wrapped } from "./terminal.js";
import { cutTo, textWidth } from "./text-width.js";

const stream = (isTTY: boolean, columns?: number) => ({ isTTY, columns }) as unknown as Output;

const mayNotBreak = (word: string) => stringWidth(word) < 20 && stringWidth(word) === word.length;

describe("a line at a terminal", () => {
  it("is wrapped between words, and never lost or too wide", () => {
    const words = fc.array(
      fc.oneof(fc.constantFrom("a", "longer", "日本語", "naïve", "-", "…"), fc.string({ maxLength: 9 })),
    );
    fc.assert(
      fc.property(words, fc.integer({ min: 40, max: 120 }), (parts, columns) => {
        const line = parts
          .map((one) => one.replace(/[^\p{L}\p{P}]/gu, ""))
          .filter(Boolean)
          .join(" ");
        const text = wrapped(line, columns);
        for (const one of text.split("\n")) expect(stringWidth(one)).toBeLessThanOrEqual(columns);
        expect(text.replace(/\s+/g, "")).toBe(line.replace(/\s+/g, ""));
        // Chinese and its like are broken between characters.
        const short = (words: string) => words.split(/\s+/).filter(mayNotBreak);
        const whole = new Set(short(text));
        for (const word of short(line)) expect(whole).toContain(word);
      }),
    );
  });

  it("stands under its own text where it goes on", () => {
    expect(wrapped("- one two three four five six seven eight", 24).split("\n")[1]).toMatch(/^ {2}\S/);
    expect(wrapped("/file   adds a file, or the files of a folder", 32).split("\n")[1]).toMatch(/^ {8}\S/);
  });

  it("never breaks an address, which is copied and opened whole", () => {
    const address = `http://127.0.0.1:8000/?token=${"0123456789abcdef".repeat(6)}`;
    expect(wrapped(`Open ${address} now`, 40).split("\n")).toContain(address);
  });

  it("stays as it is in a file or a pipe", () => {
    const line = "word ".repeat(100);
    expect(wrapped(line, columnsOf(stream(false)))).toBe(line);
    expect(columnsOf(stream(true))).toBe(80);
  });

  it("is cut with a mark", () => {
    expect(cutTo("日本語日本語", 7)).toBe("日本語…");
    expect(cutTo("short", 7)).toBe("short");
    expect(cutTo("a \u001b[2mdim word\u001b[22m", 5)).toBe("a \u001b[2mdi…\u001b[22m");
  });

  it("is as wide as the library counts that knows every emoji, and takes too long to load for each start", () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(
          "✓",
          "✗",
          "–",
          "…",
          "·",
          "日本",
          "한국어",
          "ｗ",
          "e\u0301",
          "🙂",
          "👩‍🚀",
          "🇩🇪",
          "❤️",
          "\u001b[31m",
        ),
        fc.string({ unit: "grapheme-ascii", maxLength: 9 }),
      ),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const line = parts.join(" ");
        expect(textWidth(line)).toBe(stringWidth(line));
        expect(textWidth(cutTo(line, 20))).toBeLessThanOrEqual(20);
      }),
    );
  });

  it.each([
    [stream(false), {}, false],
    [stream(true), {}, true],
    [stream(true), { TERM: "dumb" }, false],
    [stream(true), { CI: "1" }, false],
    [stream(true), { CI: "false" }, true],
  ])("can be written over at a terminal alone (%#)", (where, env, can) => {
    expect(canRedraw(where, env as Record<string, string>)).toBe(can);
  });

  it("has links only where the terminal says that it knows them", () => {
    const link = (env: Record<string, string>, isTTY = true) =>
      linked("a b.png", "/tmp/a b.png", stream(isTTY), env);
    expect(link({ WT_SESSION: "1" })).toBe("\u001b]8;;file:///tmp/a%20b.png\u0007a b.png\u001b]8;;\u0007");
    for (const env of [
      {},
      { WT_SESSION: "1", CI: "true" },
      { VTE_VERSION: "4200" },
      { WT_SESSION: "1", TMUX: "x" },
    ])
      expect(link(env as Record<string, string>)).toBe("a b.png");
    expect(link({ WT_SESSION: "1" }, false)).toBe("a b.png");
  });
});

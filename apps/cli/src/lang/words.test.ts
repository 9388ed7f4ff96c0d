import { Fault } from "@hugginggpt/shared";
import fc from "fast-check";
import { afterAll, beforeEach, expect, describe as group, it } from "vitest";
import { Recognition } from "./recognition.js";
import { describe, type Speech, say, speakBy, t } from "./words.js";

const CATALOGUE: Speech = Object.assign(
  new Recognition(
    new Map([
      ["{1} of {2} files were not opened.", "{2} 个文件中有 {1} 个没有打开。"],
      ["Could not read {1}", "无法读取 {1}"],
      ["there is no such file", "没有这个文件"],
      ["Check the path.", "请检查路径。"],
      ["HTTP {1} from {2}", "{2} 返回 HTTP {1}"],
    ]),
  ),
  { help: {}, tag: "zh-Hans" },
);

beforeEach(() => speakBy(CATALOGUE));
afterAll(() => speakBy(null));

group("a sentence of the command line's own", () => {
  it("has its values where the language wants them", () => {
    expect(t`${1} of ${3} files were not opened.`).toBe("3 个文件中有 1 个没有打开。");
    speakBy(null);
    expect(t`${1} of ${3} files were not opened.`).toBe("1 of 3 files were not opened.");
  });

  it("stays English where it has no other form", () => {
    expect(t`Only ${"here"}`).toBe("Only here");
  });

  it("never reads a value as a place for another", () => {
    expect(t`${"{2}"} of ${"{1}"} files were not opened.`).toBe("{1} 个文件中有 {2} 个没有打开。");
  });
});

group("a text made elsewhere", () => {
  it.each([
    ["Could not read a.txt", "无法读取 a.txt"],
    [
      "Could not read a.txt (there is no such file). Check the path.",
      "无法读取 a.txt（没有这个文件）。请检查路径。",
    ],
    [
      "Could not read a.txt (HTTP 503 from h). Check the path.",
      "无法读取 a.txt（h 返回 HTTP 503）。请检查路径。",
    ],
    [
      "Could not read a.txt (disk on fire). Call for help. Check the path.",
      "无法读取 a.txt（disk on fire）。Call for help. 请检查路径。",
    ],
    ["Something else happened.", "Something else happened."],
    ["", ""],
  ])("is found again by what stands between its values: %s", (english, chinese) => {
    expect(say(english)).toBe(chinese);
  });

  it("is never lost, however strange", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        const said = say(`Could not read ${text}x`);
        expect(said).toContain(text.trim().slice(0, 1));
        speakBy(null);
        expect(say(text)).toBe(text);
        speakBy(CATALOGUE);
      }),
    );
  });

  it("is not searched for long in a server's page", () => {
    const page = "Could not read ".repeat(100_000);
    expect(say(page)).toBe(page);
  });
});

group("a fault", () => {
  it("is one line: what happened, what came, what may be given, what to do", () => {
    const fault = new Fault("USAGE", "Could not read a.txt", {
      came: "there is no such file",
      wanted: "a, b",
      next: "Check the path.",
    });
    expect(describe(fault)).toBe("无法读取 a.txt（没有这个文件）。应为：a, b。请检查路径。");
    speakBy(null);
    expect(describe(fault)).toBe(
      "Could not read a.txt (there is no such file). Expected a, b. Check the path.",
    );
  });
});

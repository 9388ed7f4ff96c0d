import { afterEach, describe, expect, it } from "vitest";
import { chinese } from "../lang/chinese.js";
import { speakBy } from "../lang/words.js";
import { answerText } from "./answer-view.js";

const RESULTS = `Summary (by builtin/textrank, after a/one and b/two failed):
Tone is what it is.
Not done: nothing.

Read aloud (by builtin/flite):
a recording of 7.2 s, a file

Not done:
- Translation: failed. Nothing here can do translation: none of its 2 models can run here.`;

describe("an answer that no language model wrote", () => {
  afterEach(() => speakBy(null));

  it("is English as it was written", () => {
    expect(answerText({ text: RESULTS, writer: "template" })).toBe(RESULTS);
  });

  it("has headings, files and reasons in Chinese, and results as they are", () => {
    speakBy(chinese());
    expect(answerText({ text: RESULTS, writer: "template" }).split("\n")).toEqual([
      "摘要（a/one and b/two 失败后由 builtin/textrank 完成）：",
      "Tone is what it is.",
      "Not done: nothing.",
      "",
      "朗读（由 builtin/flite 完成）：",
      "一段录音（7.2 s），一个文件",
      "",
      "未完成：",
      "- 翻译：失败。这里没有能完成 translation 的模型：它的 2 个模型都不能在此运行。",
    ]);
  });

  it("is Chinese where there are no results", () => {
    speakBy(chinese());
    const text =
      "Nothing here can do this request.\n- Nothing here can do robotics: the registry has no model for it.";
    expect(answerText({ text, writer: "template" })).toBe(
      "这里没有能完成这个请求的模型。\n- 这里没有能完成 robotics 的模型：模型库中没有能做它的模型。",
    );
  });

  it("stays as a language model wrote it", () => {
    speakBy(chinese());
    const text = "Summary (by me):\na picture";
    expect(answerText({ text, writer: "controller" })).toBe(text);
  });
});

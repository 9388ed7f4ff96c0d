import { describe, expect, it } from "vitest";
import { shortPlan } from "../../../testing/short-plan.js";
import { describedInChinese, labelsInChinese } from "./described-thing.js";
import { glossOf } from "./gloss.js";

describe("planOffline, in Chinese", () => {
  it.each<[string, string[], string[]]>([
    [
      "总结这篇文章，然后把它翻译成德语",
      ["a.txt"],
      ["summarization(<FILE>-1)", "translation(<GENERATED>-0 | German)"],
    ],
    [
      "描述这张照片，把描述翻译成英文，再朗读出来",
      ["p.png"],
      ["image-to-text(<FILE>-1)", "translation(<GENERATED>-0 | English)", "text-to-speech(<GENERATED>-1)"],
    ],
    ["把“早上好”翻译成法语", [], ["translation(早上好 | French)"]],
    [
      "转写这段录音并总结",
      ["t.wav"],
      ["automatic-speech-recognition(<FILE>-1)", "summarization(<GENERATED>-0)"],
    ],
    ["画一只戴帽子的猫", [], ["text-to-image(戴帽子的猫)"]],
    ["生成一张雪山的图片", [], ["text-to-image(雪山)"]],
    ["写一首关于大海的诗", [], ["text-generation(写一首关于大海的诗)"]],
    ["照片里有几个人？", ["p.png"], ["visual-question-answering(<FILE>-1 | 照片里有几个人？)"]],
    ["把这篇文章归类为体育、政治或科技", ["a.txt"], ["zero-shot-classification(<FILE>-1 | 体育,政治,科技)"]],
    ["請將錄音轉成逐字稿", ["t.wav"], ["automatic-speech-recognition(<FILE>-1)"]],
    ["幫我畫一隻戴帽子的貓好嗎？", [], ["text-to-image(戴帽子的貓)"]],
    ["这份报告讲了什么", ["a.txt"], ["summarization(<FILE>-1)"]],
    ["把视频里的话转成文字", ["v.mp4"], ["automatic-speech-recognition(<FILE>-1)"]],
    [
      "看图写一首诗",
      ["p.png"],
      ["image-to-text(<FILE>-1)", "text-generation(看图写一首诗:\n\n<GENERATED>-0)"],
    ],
    ["来一段下雨的声音", [], ["text-to-audio(来一段下雨的声音)"]],
    ["把这两张图都描述一下", ["p.png", "q.png"], ["image-to-text(<FILE>-1)", "image-to-text(<FILE>-2)"]],
    ["转写 example.wav", [], ["automatic-speech-recognition(example.wav)"]],
  ])("plans: %s", (request, files, expected) => {
    expect(shortPlan(request, ...files)).toEqual(expected);
  });

  it.each(["你好", "你是谁？", "中国的首都是哪里？"])("takes %s as talk", (request) => {
    expect(shortPlan(request)).toEqual([`text-generation(${request})`]);
  });
});

describe("glossOf", () => {
  it("puts the verb before its object and keeps placeholders and what it does not know", () => {
    expect(glossOf("把«q0»翻译成德语")).toBe("translate «q0» into German");
    expect(glossOf("把背景去掉")).toBe("remove background");
    expect(glossOf("熊猫")).toBe("熊猫");
  });
});

describe("describedInChinese", () => {
  it.each([
    ["生成一段视频：一只猫在月球上跳舞", "一只猫在月球上跳舞"],
    ["制作一个关于海底世界的短视频", "海底世界"],
    ["画它", undefined],
  ])("reads %s", (words, thing) => {
    expect(describedInChinese(words)).toBe(thing);
  });
});

describe("labelsInChinese", () => {
  it("finds labels, but not the two tones, which every sentiment model knows", () => {
    expect(labelsInChinese("这条消息属于财经、健康还是旅游？")).toEqual(["财经", "健康", "旅游"]);
    expect(labelsInChinese("这条评论是正面的还是负面的？")).toEqual([]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOpenedInPrompt, ThinkingFilter, withoutThinking } from "./thinking.js";

const DRAFT = 'maybe {"tasks":[{"id":0,"task":"text-to-image"}]}? No.';
const DIALECTS: readonly (readonly [string, string])[] = [
  ["<think>", `<think>\n${DRAFT}\n</think>\n\nanswer`],
  ["<think> twice", `<think>a</think><think>${DRAFT}</think>answer`],
  ["<Think> in capitals", `<Think>${DRAFT}</Think>answer`],
  ["<thinking>", `<thinking>${DRAFT}</thinking>\nanswer`],
  ["<thought>", `<thought>${DRAFT}</thought>\nanswer`],
  ["<reasoning>", `<reasoning>${DRAFT}</reasoning>answer`],
  ["<seed:think>", `<seed:think>${DRAFT}</seed:think>answer`],
  ["[THINK]", `[THINK]${DRAFT}[/THINK]answer`],
  ["◁think▷", `◁think▷${DRAFT}◁/think▷answer`],
  ["<|begin_of_thought|>", `<|begin_of_thought|>${DRAFT}<|end_of_thought|>answer`],
  ["<|START_THINKING|>", `<|START_THINKING|>${DRAFT}<|END_THINKING|>answer`],
  ["a channel of thought", `<|channel>thought\n${DRAFT}<channel|>answer`],
  [
    "harmony",
    `<|channel|>analysis<|message|>${DRAFT}<|end|><|start|>assistant<|channel|>final<|message|>answer<|return|>`,
  ],
  [
    "harmony with a commentary and a constraint",
    `<|start|>assistant<|channel|>analysis<|message|>${DRAFT}<|end|><|start|>assistant<|channel|>commentary<|message|>x<|end|><|start|>assistant<|channel|>final <|constrain|>json<|message|>answer`,
  ],
  ["harmony without channels", "<|start|>assistant<|message|>answer<|end|>"],
];
/** Those that can't be known before their mark has come. */
const PROMPTED: readonly (readonly [string, string])[] = [
  ["a closing mark alone", `${DRAFT}</think>answer`],
  [
    "a closing mark after a mention of the opening one",
    `They want <think> maybe? ${DRAFT}\n</think>\n\nanswer`,
  ],
  ["a closing mark of another dialect", `${DRAFT}[/THINK]answer`],
  ["harmony that lost its marks", `analysisWe need ${DRAFT}assistantfinalanswer`],
  ["a block that mentions its own mark", `<think>I write </think> never.\n</think>\nanswer`],
];

describe("withoutThinking", () => {
  it.each([...DIALECTS, ...PROMPTED])("removes %s", (_, text) => {
    expect(withoutThinking(text)).toBe("answer");
  });

  it.each([
    "Write <think>x</think> so.",
    "Models write:\n<think>\nx\n</think>\nand then answer.",
    "a [THINK] mark",
    "plain",
  ])("keeps marks inside an answer: %s", (text) => {
    expect(withoutThinking(text)).toBe(text);
  });

  it.each(["<think>for ever", "[THINK]for ever", "<|channel|>analysis<|message|>for ever"])(
    "leaves nothing of thinking that never ends: %s",
    (text) => {
      expect(withoutThinking(text)).toBe("");
    },
  );

  it("knows an answer whose thinking was opened in the prompt", () => {
    expect(isOpenedInPrompt("hm</think>yes")).toBe(true);
    expect(isOpenedInPrompt("<think>hm</think>yes")).toBe(false);
    expect(isOpenedInPrompt("yes")).toBe(false);
  });
});

describe("ThinkingFilter", () => {
  function shownOf(whole: string, cuts: readonly number[], opened = false): string {
    const filter = new ThinkingFilter(opened);
    const ends = [...new Set(cuts)].sort((a, b) => a - b).filter((end) => end < whole.length);
    let from = 0;
    let shown = "";
    for (const end of [...ends, whole.length]) {
      shown += filter.push(whole.slice(from, end));
      from = end;
    }
    return (shown + filter.end()).trim();
  }

  it("shows the same text however it is cut into pieces", () => {
    const texts = [
      ...DIALECTS.map(([, text]) => text),
      "<thin answer",
      "plain",
      "  <",
      "<think>open",
      "<|chan",
    ];
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(fc.nat(200)), (whole, cuts) => {
        expect(shownOf(whole, cuts)).toBe(withoutThinking(whole));
      }),
    );
  });

  it("holds back what comes before a closing mark where the block was opened in the prompt", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100)), (cuts) => {
        expect(shownOf(`${DRAFT}</think>answer`, cuts, true)).toBe("answer");
      }),
    );
  });

  it("takes time in proportion to a text of a million characters that comes in pieces of four", () => {
    const filter = new ThinkingFilter();
    let held = 0;
    filter.push("<think>");
    for (let i = 0; i < 250_000; i++) held += filter.push("</th").length;
    expect(held).toBe(0);
    expect(filter.push("</think>answer")).toBe("answer");
  });

  it("takes time in proportion to a text of many marks", () => {
    expect(withoutThinking(`${"</think>".repeat(50_000)}answer`)).toBe("answer");
    const channel = "<|channel|>analysis<|message|>x<|end|>";
    expect(withoutThinking(`${channel.repeat(20_000)}<|channel|>final<|message|>answer`)).toBe("answer");
  });
});

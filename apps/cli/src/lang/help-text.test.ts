import { PassThrough } from "node:stream";
import { afterAll, describe, expect, it } from "vitest";
import type { CliContext } from "../program/cli-context.js";
import { chinese } from "./chinese.js";
import { helpText } from "./help-text.js";
import { speakBy } from "./words.js";

afterAll(() => speakBy(null));

describe("the text below the options", () => {
  const at = (columns: number) => ({
    out: Object.assign(new PassThrough(), { isTTY: true, columns }) as unknown as CliContext["out"],
  });
  const TEXT =
    '\nExamples:\n  $ hugginggpt run "draw a cat"    # a quick look\n\nNothing is changed. Something new is said.';

  it("is translated sentence by sentence, requests of examples too; what has no Chinese form stays", () => {
    speakBy(chinese());
    expect(helpText(TEXT, at(80))()).toBe(
      '\n示例：\n  $ hugginggpt run "画一只猫"      # 快速看一下\n\n不做任何改动。Something new is said.',
    );
  });

  it("says above an example what there is no room for beside it, and wraps paragraphs", () => {
    speakBy(null);
    expect(helpText(TEXT, at(30))()).toBe(
      '\nExamples:\n  # a quick look\n  $ hugginggpt run "draw a cat"\n\nNothing is changed. Something\nnew is said.',
    );
  });
});

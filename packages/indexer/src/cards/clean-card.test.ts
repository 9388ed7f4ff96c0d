import { existsSync, readFileSync } from "node:fs";
import { processorTime } from "@hugginggpt/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanCard } from "./clean-card.js";

const clean = (readme: string, id = "owner/name") => cleanCard(readme, id);

describe("a cleaned card", () => {
  test("keeps the prose and drops front matter, code, tables, images, badges and addresses", () => {
    const card = clean(`---
license: mit
---
<p align="center"><img src="x.png"/></p>

[![Badge](https://img.shields.io/x.svg)](https://x.test) ![](data:image/png;base64,${"A".repeat(500)})

# Sentiment of news

This model classifies **financial** news, see [the paper](https://arxiv.org/abs/1) or <https://x.test/y> too.

\`\`\`python
from transformers import pipeline
\`\`\`

| Metric | Value |
|---|---|
| F1 | 0.9 |
`);
    expect(card.text).toBe("Sentiment of news\nThis model classifies financial news, see the paper or too.");
    expect(card.summary).toBe("This model classifies financial news, see the paper or too.");
  });

  test("keeps what HTML says, and a < that begins no tag", () => {
    const card = clean(
      "<h2>About us</h2><ul><li>Detects <b>cats</b> &amp; dogs</li></ul>\n\nFills `<mask>` when a < b in <sentences> here.<br>Next line of text.",
    );
    expect(card.text).toBe(
      "About us\nDetects cats & dogs\nFills <mask> when a < b in <sentences> here. Next line of text.",
    );
  });

  test("drops HTML comments, scripts, styles and HTML tables with what is in them", () => {
    const card = clean(
      "Before it is good.<!-- hidden\n\n orders --><script>evil()</script><style>p{}</style><table><tr><td>cell</td></tr></table>\n\nAfter it is good.",
    );
    expect(card.text).toBe("Before it is good.\nAfter it is good.");
  });

  test("drops sections of low value with everything under them", () => {
    const card = clean(
      "# Thing of note\nSays what it does.\n## Citation\nbib words\n### BibTeX entry\nmore words\n## Limits of it\nIt is small.\n## Training hyperparameters\n- learning_rate: 5e-05\n## Framework versions\n- Transformers 4.2\n",
    );
    expect(card.text).toBe("Thing of note\nSays what it does.\nLimits of it\nIt is small.");
  });

  test("drops titles with nothing under them, and titles that every card has", () => {
    const card = clean(
      "## Empty one\n\n## Model description\nIt reads text.\n\n## Intended uses & limitations\nFor fun only.\n",
    );
    expect(card.text).toBe("It reads text.\nFor fun only.");
  });

  test("keeps the card's first title without text only where it says more than the id", () => {
    expect(clean("# Korean sentiment classifier\n```\ncode\n```").text).toBe("Korean sentiment classifier");
    expect(clean("# name\n```\ncode\n```").text).toBe("");
  });

  test("is empty for the Hub's template", () => {
    const template = `---
{}
---
# Model Card for Model ID

<!-- Provide a quick summary of what the model is/does. -->

## Model Details

### Model Description

This is the model card of a 🤗 transformers model that has been pushed on the Hub. This model card has been automatically generated.

- **Developed by:** [More Information Needed]
- **License:** [More Information Needed]

### Model Sources [optional]

- **Repository:** [More Information Needed]

## Uses

### Direct Use

[More Information Needed]

## Bias, Risks, and Limitations

[More Information Needed]

### Recommendations

Users (both direct and downstream) should be made aware of the risks, biases and limitations of the model. More information needed for further recommendations.

## How to Get Started with the Model

Use the code below to get started with the model.

[More Information Needed]

## Environmental Impact

Carbon emissions can be estimated using the [Machine Learning Impact calculator](https://x.test) presented in [Lacoste et al. (2019)](https://x.test).

- **Hardware Type:** [More Information Needed]

## Model Card Contact

[More Information Needed]
`;
    expect(clean(template)).toEqual({ modelId: "owner/name", text: "", summary: "" });
  });

  test("drops the figures and settings of a card that a trainer wrote, and keeps its sentence", () => {
    const card = clean(
      "# my-model\n\nThis model is a fine-tuned version of [bert](https://x.test/bert) on the imdb dataset.\nIt achieves the following results on the evaluation set:\n- Loss: 0.2\n- Accuracy: 0.93\n\n## Training procedure\n\n### Training hyperparameters\n\n- seed: 42\n",
      "o/my-model",
    );
    expect(card.text).toBe("This model is a fine-tuned version of bert on the imdb dataset.");
    expect(card.summary).toBe(card.text);
  });

  test("has no control or invisible characters", () => {
    expect(clean("A model\u001b[31m that\u202e reads\u0000 \u{e0041}text.").text).toBe(
      "A model that reads text.",
    );
  });

  test("is at most 8,000 characters, and ends at a word", () => {
    const { text } = clean(`It reads. ${"word ".repeat(700)}\n\n`.repeat(40));
    expect(text.length).toBeLessThanOrEqual(8_000);
    expect(text).toMatch(/word$|reads\.$/);
  });

  test("finds the prose behind an embedded image of a megabyte", () => {
    const card = clean(
      `![x](data:image/png;base64,${"QUJD".repeat(250_000)})\n\nThis model reads pictures aloud.`,
    );
    expect(card.text).toBe("This model reads pictures aloud.");
  });
});

describe("a summary", () => {
  test.each([
    [
      "Please star the repo. If you like it, buy me a coffee. This model translates German to English.",
      "This model translates German to English.",
    ],
    [
      "**Update:** new weights.\n\nWhisper is a pre-trained model for speech recognition.",
      "Whisper is a pre-trained model for speech recognition.",
    ],
    ["It was introduced by Shi et al. in 2021. Nothing else.", "It was introduced by Shi et al. in 2021."],
    [
      "Speech-to-speech translation model from fairseq:\n- English\n- Hokkien",
      "Speech-to-speech translation model from fairseq.",
    ],
    ["- **Developed by:** someone\n- **Model type:** language model\n", ""],
  ])("of %j is %j", (readme, summary) => {
    expect(clean(readme).summary).toBe(summary);
  });

  test("is at most 300 characters", () => {
    const { summary } = clean(
      `This model is a classifier ${Array.from({ length: 90 }, (_, n) => `of kind ${n}`).join(" ")}.`,
    );
    expect(Array.from(summary).length).toBeLessThanOrEqual(300);
    expect(summary.endsWith("…")).toBe(true);
  });
});

describe("hostile cards", () => {
  const N = 900_000;
  test.each([
    ["[", "["],
    ["![", "!["],
    ["[](", "[]("],
    ["*", "*"],
    ["_a", "_a"],
    ["`", "`"],
    ["```\n", "```\n"],
    ["#", "#"],
    ["# x\n", "# x\n"],
    ["<b>", "<b>"],
    ["<b></u>", "<b></u>"],
    ["<table>", "<table>"],
    ["<!--", "<!--"],
    ["&amp", "&amp"],
    ["|-", "|-"],
    ["> ", "> "],
    ["- \n", "- \n"],
    ["---\n", "---\n"],
    ["a.", "a."],
    ["a. ", "a. "],
    ["et al. ", "et al. "],
    ["https://a", "https://a"],
    ["a@", "a@"],
    ["data:;base64,", "data:a;base64,"],
    ["{{", "{{"],
    ["\\", "\\"],
    [" ", " "],
    ["\n", "\n"],
    ["([", "(["],
    ["a", "a"],
    ["模", "模"],
  ])("of 900,000 characters of %j are cleaned in less than two seconds", async (_, piece) => {
    const { value: card, ms } = await processorTime(() => clean(piece.repeat(Math.ceil(N / piece.length))));
    expect(ms).toBeLessThan(2_000);
    expect(card.text.length).toBeLessThanOrEqual(8_000);
  });

  test("of deep unclosed tags and strange ends are cleaned in less than two seconds", async () => {
    const { ms } = await processorTime(() => clean(`${"<b>".repeat(60_000)}${"</u>".repeat(60_000)}`));
    expect(ms).toBeLessThan(2_000);
  });

  test("never throw, and cleaning what is clean again makes it no longer", () => {
    const piece = fc.constantFrom(
      "# ",
      "\n",
      "**",
      "[a](b)",
      "<p>",
      "</p>",
      "```",
      "|",
      "- ",
      "text ",
      "A model. ",
      "---\n",
      "<!--",
      "-->",
      "&lt;",
      "😀",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
        const { text, summary } = clean(pieces.join(""));
        expect(clean(text).text.length).toBeLessThanOrEqual(text.length);
        expect(Array.from(summary).length).toBeLessThanOrEqual(300);
      }),
    );
  });
});

const corpus = new URL("../../../../../shared/corpus/hub-models.jsonl", import.meta.url);
describe.skipIf(!existsSync(corpus))("673 real cards (skipped where ../shared is absent)", () => {
  const rows = existsSync(corpus)
    ? readFileSync(corpus, "utf8")
        .trim()
        .split("\n")
        .map((line): { item: { id: string }; readme: string | null } => JSON.parse(line))
    : [];
  const cards = rows.map(({ item, readme }) => cleanCard(readme ?? "", item.id));

  test("leave no markup, address, front matter or template text", () => {
    const all = cards.map(({ text }) => text).join("\n");
    expect(all).not.toMatch(
      /https?:\/\/|!\[|\]\(http|<img|<\/(?:div|p|a|td|label)>|```|;base64,|\[More Information Needed\]/i,
    );
    expect(all).not.toMatch(/^#{1,6} /m);
  });

  test("mostly have a summary, of one line, where anything is left of them: the others hold no sentence on the model", () => {
    const filled = cards.filter(({ text }) => text !== "");
    expect(filled.length).toBeGreaterThan(600);
    expect(filled.filter(({ summary }) => summary !== "").length / filled.length).toBeGreaterThan(0.93);
    expect(cards.every(({ summary }) => !summary.includes("\n"))).toBe(true);
  });

  test("say what the models are", () => {
    const summaryOf = (id: string) => cards.find(({ modelId }) => modelId === id)?.summary;
    expect(summaryOf("ProsusAI/finbert")).toMatch(
      /^FinBERT is a pre-trained NLP model to analyze sentiment of financial text\./,
    );
    expect(summaryOf("facebook/detr-resnet-50")).toMatch(
      /^DEtection TRansformer \(DETR\) model trained end-to-end/,
    );
    expect(summaryOf("openai/whisper-tiny")).toMatch(
      /^Whisper is a pre-trained model for automatic speech recognition/,
    );
  });
});

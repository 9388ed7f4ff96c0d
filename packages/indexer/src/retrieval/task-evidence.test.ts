import { allTasks, isControlTask } from "@hugginggpt/shared";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { taskEvidence } from "./task-evidence.js";
import { TASK_VOCABULARY } from "./task-vocabulary.js";

function best(text: string): string | undefined {
  return [...taskEvidence(text)].sort((a, b) => b[1] - a[1])[0]?.[0];
}

describe("taskEvidence", () => {
  it.each([
    ["Write down what was said in this interview recording", "automatic-speech-recognition"],
    ["Please read this letter aloud", "text-to-speech"],
    ["I want the background of my product photos cut away", "image-segmentation"],
    ["turn this German text into Italian: a translator", "translation"],
    ["Shorten a long report to its key points", "summarization"],
    ["How many people are in the picture? Draw a bounding box around each", "object-detection"],
    ["estimate house prices from size and year", "tabular-regression"],
    ["draw a picture of a castle", "text-to-image"],
  ])("hears what %j is about", (text, task) => {
    expect(best(text)).toBe(task);
  });

  it("is certain of nothing in a text that names no task", () => {
    for (const share of taskEvidence("Good morning, dear friend").values()) expect(share).toBeLessThan(0.6);
    expect(taskEvidence("").size).toBe(0);
  });

  it("gives shares between 0 and 1 for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 500 }), (text) =>
        [...taskEvidence(text).values()].every((share) => share > 0 && share <= 1),
      ),
    );
  });

  it("speaks of each task of which somebody could ask for", () => {
    const tasks = allTasks().filter(({ id, outputs }) => outputs.length > 0 && !isControlTask(id));
    const silent = tasks.filter(({ id }) => !TASK_VOCABULARY[id]);
    expect(silent.map(({ id }) => id)).toEqual([]);
  });
});

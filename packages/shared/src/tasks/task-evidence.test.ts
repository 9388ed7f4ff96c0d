import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyCharacter } from "../testing/index.js";
import { allTasks } from "./catalogue.js";
import { taskEvidence } from "./task-evidence.js";
import { isControlTask } from "./task-id.js";

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

  it("hears each task by its own words, names and summary", () => {
    const spoken = allTasks().filter(({ words }) => words !== "");
    const heard = spoken.filter(({ id, words }) => best(words) === id);
    // Tabular-to-text and table-to-text are two names of one thing.
    expect(spoken.length - heard.length).toBeLessThanOrEqual(2);
  });

  it("hears nothing in a text that names no task", () => {
    expect(taskEvidence("Good morning, dear friend").size).toBe(0);
    expect(taskEvidence("").size).toBe(0);
  });

  it("leaves out the tasks of which a text has no word", () => {
    expect([...taskEvidence("transcribe").keys()]).toEqual(["automatic-speech-recognition"]);
  });

  it("gives shares between 0 and 1 for any text, 1 to one task at least where it gives any", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 500 }), (text) => {
        const shares = [...taskEvidence(text).values()];
        expect(shares.every((share) => share > 0 && share <= 1)).toBe(true);
        expect(shares.length === 0 || shares.includes(1)).toBe(true);
      }),
    );
  });

  it("knows words for each task that somebody could ask for", () => {
    const tasks = allTasks().filter(({ id, outputs }) => outputs.length > 0 && !isControlTask(id));
    expect(tasks.filter(({ words }) => words === "").map(({ id }) => id)).toEqual([]);
  });
});

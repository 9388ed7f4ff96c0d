import { allTasks } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { tasksNamed } from "./tasks-named.js";
import { usefulTags } from "./useful-tags.js";
import { withoutStuffing } from "./without-stuffing.js";

const NAMES = allTasks()
  .slice(0, 20)
  .map(({ id }) => id);

describe("tasksNamed", () => {
  it("finds tasks by tag, title and alias, in any case, whole words only", () => {
    expect([...tasksNamed("Object Detection, text-to-speech; NER of sentences")]).toEqual([
      "object-detection",
      "text-to-speech",
      "token-classification",
    ]);
    expect(tasksNamed("a summer banner for a detective").size).toBe(0);
  });
});

describe("a card that names ten tasks or more", () => {
  const stuffed = NAMES.map((name) => ({ kind: "prose" as const, text: `The best model for ${name}.` }));

  it("loses what names a task and keeps the rest", () => {
    const own = { kind: "prose" as const, text: "Writes poems about the sea." };
    expect(withoutStuffing([own, ...stuffed])).toEqual([own]);
  });

  it("keeps everything where it names fewer", () => {
    expect(withoutStuffing(stuffed.slice(0, 7))).toEqual(stuffed.slice(0, 7));
  });
});

describe("tags that name tasks", () => {
  it("are kept up to five tasks, and none of them beyond", () => {
    expect(usefulTags(["translation", "pytorch"], [])).toEqual(["translation", "pytorch"]);
    expect(usefulTags([...NAMES, "pytorch"], [])).toEqual(["pytorch"]);
  });
});

import { describe, expect, it } from "vitest";
import { canDo, LOCAL_TASKS, localTask } from "./local-tasks.js";

describe("tasks of models on this machine", () => {
  it("are each done by a model of their own", () => {
    expect(LOCAL_TASKS.length).toBeGreaterThan(10);
    for (const task of LOCAL_TASKS) {
      expect(localTask(task)).toBeTypeOf("function");
      expect(canDo(task, task)).toBe(true);
    }
  });

  it("are done by models of no other task but those that answer the same", () => {
    const others = LOCAL_TASKS.flatMap((task) =>
      LOCAL_TASKS.filter((other) => other !== task && canDo(task, other)).map(
        (other) => `${task} < ${other}`,
      ),
    );
    expect(others.sort()).toEqual([
      "depth-control < depth-estimation",
      "feature-extraction < sentence-similarity",
      "seg-control < image-segmentation",
      "sentence-similarity < feature-extraction",
      "text-to-audio < text-to-speech",
      "text-to-speech < text-to-audio",
    ]);
  });

  it("are none of those that no model can be loaded for, nor a word that every object knows", () => {
    expect(() => localTask("text-to-video")).toThrow("cannot be loaded");
    expect(canDo("text-to-video", "text-to-video")).toBe(false);
    expect(canDo("translation", "constructor")).toBe(false);
  });
});

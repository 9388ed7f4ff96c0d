import { describe, expect, it } from "vitest";
import { Fault } from "../errors/fault.js";
import { allTasks, requireTask, resolveTask, taskSpec } from "./catalogue.js";
import { CONTROL_TASKS, TASK_IDS, type TaskId } from "./task-id.js";
import { argTakes, outputFits, typeFits } from "./type-flow.js";

/** The 35 names that HuggingGPT could plan, and text-classification. */
const HUGGINGGPT_NAMES = [
  "token-classification text2text-generation summarization translation question-answering conversational",
  "text-generation sentence-similarity tabular-classification object-detection image-classification image-to-image",
  "image-to-text text-to-image text-to-video visual-question-answering document-question-answering",
  "image-segmentation depth-estimation text-to-speech automatic-speech-recognition audio-to-audio",
  "audio-classification canny-control hed-control mlsd-control normal-control openpose-control canny-text-to-image",
  "depth-text-to-image hed-text-to-image mlsd-text-to-image normal-text-to-image openpose-text-to-image",
  "seg-text-to-image text-classification",
].flatMap((line) => line.split(" "));

describe("the task catalogue", () => {
  it("has a row for every pipeline tag of the Hub and every control task", () => {
    expect(allTasks().map((spec) => spec.id)).toEqual([...TASK_IDS]);
  });

  it.each(HUGGINGGPT_NAMES)("knows HuggingGPT's %s", (name) => {
    expect(resolveTask(name)).not.toBeNull();
  });

  it("has rows of their own for the control tasks, and says whose models can stand in", () => {
    expect(CONTROL_TASKS.map(resolveTask)).toEqual(CONTROL_TASKS);
    expect(taskSpec("depth-control").equivalents).toContain("depth-estimation");
    expect(taskSpec("seg-control").equivalents).toContain("image-segmentation");
    expect(taskSpec("openpose-control").equivalents).toContain("keypoint-detection");
    for (const id of CONTROL_TASKS.filter((one) => one.endsWith("-text-to-image"))) {
      expect(taskSpec(id)).toMatchObject({ outputs: ["image"], args: [{ type: "image" }, { type: "text" }] });
      expect(taskSpec(id).equivalents).toContain("image-to-image");
    }
  });

  it("gives no name to two tasks", () => {
    const names = allTasks().flatMap((spec) => [spec.id, ...spec.aliases]);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it.each([
    ["Sentiment Analysis", "text-classification"],
    ["conversational", "text-generation"],
    ["text_to_speech", "text-to-speech"],
    ["ASR", "automatic-speech-recognition"],
  ])("reads %s as %s", (name, id) => {
    expect(resolveTask(name)).toBe(id);
  });

  it("names the nearest tasks when asked for an unknown one", () => {
    const wrong = () => requireTask("sumarization");
    expect(wrong).toThrowError(Fault);
    try {
      wrong();
    } catch (error) {
      expect(error instanceof Fault && error.next).toContain("summarization");
    }
  });

  it("gives no argument of a task the name or alias of another of its required arguments", () => {
    for (const spec of allTasks()) {
      const names = spec.args.flatMap((arg) => [arg.name]);
      expect(new Set(names).size, spec.id).toBe(names.length);
    }
  });
});

describe("type flow", () => {
  it("lets a transcription be summarized and a picture not be read aloud", () => {
    const [text] = taskSpec("summarization").args;
    if (!text) throw new Error("summarization takes a text");
    expect(outputFits(taskSpec("automatic-speech-recognition"), text)).toBe(true);
    expect(outputFits(taskSpec("text-to-image"), text)).toBe(false);
  });

  it("reads labels as text, never a text as a picture", () => {
    expect(typeFits("labels", "text")).toBe(true);
    expect(typeFits("text", "image")).toBe(false);
  });

  it("takes what was found in a picture as a picture, and a picture of a table as one where the task can", () => {
    for (const found of ["boxes", "masks", "keypoints"] as const) expect(typeFits(found, "image")).toBe(true);
    expect(typeFits("labels", "image")).toBe(false);
    const table = (id: TaskId) => taskSpec(id).args.find(({ type }) => type === "table");
    const [classified, asked] = [table("tabular-classification"), table("table-question-answering")];
    if (!classified || !asked) throw new Error("both take a table");
    expect(argTakes(classified, "image")).toBe(true);
    expect(argTakes(asked, "image")).toBe(false);
  });
});

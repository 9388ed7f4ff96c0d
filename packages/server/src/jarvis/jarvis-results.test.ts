import { expect, it } from "vitest";
import { artifactReport, runReport, taskReport } from "../testing/run-reports.js";
import type { JarvisPath } from "./jarvis-paths.js";
import { jarvisResults } from "./jarvis-results.js";

const LABELS = [{ label: "POSITIVE", score: 0.9 }];
const BOXES = [{ label: "cat", score: 0.9, box: { xmin: 0, ymin: 0, xmax: 1, ymax: 1 } }];
const picture = [artifactReport("1.png", "image/png")];
const path = (folder: JarvisPath["folder"]) => ({ folder, path: `/${folder}/x`, isShown: true });
const PATHS = new Map<string, JarvisPath>([
  ["1.png", path("images")],
  ["1.wav", path("audios")],
  ["1.mp4", path("videos")],
  ["1.csv", { folder: null, path: "/files/x", isShown: false }],
]);

/** The shapes are those of `awesome_chat.py` in microsoft/JARVIS, lines 400 to 660. */
it.each([
  ["text-to-image", { artifacts: picture }, { "generated image": "/images/x" }],
  [
    "text-to-speech",
    { artifacts: [artifactReport("1.wav", "audio/wav")] },
    { "generated audio": "/audios/x" },
  ],
  [
    "text-to-video",
    { artifacts: [artifactReport("1.mp4", "video/mp4")] },
    { "generated video": "/videos/x" },
  ],
  ["image-to-text", { output: { text: "a cat" } }, { "generated text": "a cat" }],
  ["automatic-speech-recognition", { output: { text: "hello" } }, { text: "hello" }],
  ["translation", { output: { text: "hallo" } }, { response: "hallo" }],
  [
    "object-detection",
    { output: { boxes: BOXES }, artifacts: picture },
    { "generated image": "/images/x", predicted: BOXES },
  ],
  ["image-classification", { output: { labels: LABELS } }, LABELS],
  [
    "table-question-answering",
    { output: { numbers: [1] }, artifacts: [artifactReport("1.csv", "text/csv")] },
    { numbers: [1] },
  ],
  [
    "text-to-image",
    { status: "failed" as const, error: "No model answered." },
    { error: { message: "No model answered." } },
  ],
])("the result of %s has HuggingGPT's keys: %j", (task, made, expected) => {
  const results = jarvisResults(runReport([taskReport(7, task, made)]), PATHS);
  expect(results).toEqual({
    "7": {
      task: { task, id: 7, dep: [-1], args: {} },
      "inference result": expected,
      "choose model result": { id: "owner/name", reason: "it fits" },
    },
  });
});

it("a task for which no model was chosen has an empty choice", () => {
  const { "0": result } = jarvisResults(runReport([taskReport(0, "translation", { model: null })]), PATHS);
  expect(result?.["choose model result"]).toBe("");
});

import { type TaskId, type TaskOutput, taskSpec } from "@hugginggpt/shared";

const HEADINGS: Readonly<Partial<Record<TaskId, string>>> = {
  summarization: "Summary",
  "token-classification": "Names",
  "text-to-speech": "Read aloud",
  "text-to-audio": "Sound",
  translation: "Translation",
  "automatic-speech-recognition": "Transcript",
  "image-to-text": "Picture in words",
  "text-generation": "Text",
  "question-answering": "Answer",
  "visual-question-answering": "Answer",
  "document-question-answering": "Answer",
  "table-question-answering": "Answer",
  "image-text-to-text": "Answer",
  "object-detection": "Things in the picture",
  "sentence-similarity": "Similarity",
  "text-to-image": "Picture",
  "image-to-image": "Picture",
  "text-to-video": "Video",
  "image-to-video": "Video",
};
const TONES = new Set(["positive", "negative", "neutral"]);

/** Returns what a result is called in an answer: "Summary", "Tone"; the Hub's title of the task where none fits better. */
export function resultHeading(task: TaskId, output: TaskOutput): string {
  const isTone =
    task === "text-classification" && output.labels?.every(({ label }) => TONES.has(label.toLowerCase()));
  return isTone ? "Tone" : (HEADINGS[task] ?? taskSpec(task).name);
}

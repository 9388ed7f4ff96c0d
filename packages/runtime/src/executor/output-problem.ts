import { type TaskId, type TaskOutput, taskSpec, type ValueType } from "@hugginggpt/shared";

/** Tasks whose honest answer may be an empty text: silence, a picture without text. */
const MAY_BE_EMPTY: ReadonlySet<TaskId> = new Set<TaskId>(["automatic-speech-recognition", "image-to-text"]);

/**
 * Returns what is wrong with an output for its task, after the model's name ("returned no image"); null where
 * everything that the catalogue promises is there. Nothing found (no boxes, no names) is an answer; no label, no
 * number or a blank text is none.
 */
export function outputProblem(task: TaskId, output: TaskOutput): string | null {
  for (const type of taskSpec(task).outputs) {
    if (!has(type, task, output)) return `returned no ${type}, which ${task} promises`;
  }
  return null;
}

function has(type: ValueType, task: TaskId, output: TaskOutput): boolean {
  switch (type) {
    case "text":
      return output.text !== undefined && (output.text.trim() !== "" || MAY_BE_EMPTY.has(task));
    case "image":
    case "audio":
    case "video":
    case "3d":
      return output.media?.some((media) => media.kind === type && media.bytes.byteLength > 0) ?? false;
    case "labels":
    case "numbers":
    case "vector":
      return (output[type]?.length ?? 0) > 0;
    case "table":
      return output.table !== undefined && Object.keys(output.table).length > 0;
    case "entities":
    case "boxes":
    case "masks":
    case "keypoints":
    case "segments":
      return output[type] !== undefined;
  }
}

import { isTaskId, type TaskId } from "@hugginggpt/shared";

/** Models that take a picture and words, for tasks that make a picture from a guide and words. */
const GUIDED: readonly TaskId[] = ["image-text-to-image", "image-to-image"];

/** Tasks whose models take the same arguments over the same wire, or do without one of them. */
const STAND_INS: Readonly<Partial<Record<TaskId, readonly TaskId[]>>> = {
  "text-to-image": ["image-text-to-image"],
  "image-to-image": ["image-text-to-image"],
  "image-text-to-image": ["image-to-image"],
  "canny-text-to-image": GUIDED,
  "hed-text-to-image": GUIDED,
  "mlsd-text-to-image": GUIDED,
  "normal-text-to-image": GUIDED,
  "scribble-text-to-image": GUIDED,
  "openpose-text-to-image": GUIDED,
  "depth-text-to-image": GUIDED,
  "seg-text-to-image": GUIDED,
  "depth-control": ["depth-estimation"],
  "openpose-control": ["keypoint-detection"],
  "seg-control": ["image-segmentation", "mask-generation"],
  "text-to-video": ["image-text-to-video"],
  "image-to-video": ["image-text-to-video"],
  "image-text-to-video": ["image-to-video"],
  "text-to-speech": ["text-to-audio"],
  "image-segmentation": ["mask-generation"],
  "mask-generation": ["image-segmentation"],
  "visual-question-answering": ["document-question-answering", "image-text-to-text"],
  "document-question-answering": ["visual-question-answering", "image-text-to-text"],
  "image-text-to-text": ["visual-question-answering"],
  // The route, not the model's tag, decides what a sentence transformer does.
  "feature-extraction": ["sentence-similarity"],
  "sentence-similarity": ["feature-extraction"],
};

/** Routes of their own at the server: the task that was asked for goes over the wire. */
const BY_ROUTE: ReadonlySet<TaskId> = new Set<TaskId>(["feature-extraction", "sentence-similarity"]);

/**
 * Returns the task to speak at an endpoint so that a model of the endpoint's task does ours; null where it cannot.
 * `conversational` is not among them: see `chatCanDo`.
 */
export function wireTask(task: TaskId, endpointTask: string): TaskId | null {
  if (task === endpointTask) return task;
  if (!isTaskId(endpointTask) || !STAND_INS[task]?.includes(endpointTask)) return null;
  return BY_ROUTE.has(task) ? task : endpointTask;
}

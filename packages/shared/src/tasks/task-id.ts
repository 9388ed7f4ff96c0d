import { PIPELINE_TYPES, type PipelineType } from "@huggingface/tasks";

/** The kinds of guides that a picture can be reduced to and made from (ControlNet's, by HuggingGPT's names). */
const GUIDES = ["canny", "hed", "mlsd", "normal", "scribble", "openpose", "depth", "seg"] as const;

type Guide = (typeof GUIDES)[number];

/**
 * Tasks that are not tags of the Hub: HuggingGPT's control tasks (a picture to a guide, and a guide with words to a
 * picture), and putting sound into a video.
 */
export type ControlTask = `${Guide}-control` | `${Guide}-text-to-image` | "video-dubbing";

/** A task of a plan: a pipeline tag of today's Hub, or a control task. */
export type TaskId = PipelineType | ControlTask;

/** Every control task. */
export const CONTROL_TASKS: readonly ControlTask[] = [
  ...GUIDES.map((guide) => `${guide}-control` as const),
  ...GUIDES.map((guide) => `${guide}-text-to-image` as const),
  "video-dubbing",
];

/** Every task: the pipeline tags that @huggingface/tasks knows, then the control tasks. */
export const TASK_IDS: readonly TaskId[] = [...PIPELINE_TYPES, ...CONTROL_TASKS];

const KNOWN: ReadonlySet<string> = new Set(TASK_IDS);
const CONTROL: ReadonlySet<string> = new Set(CONTROL_TASKS);

/** Returns true for a task's id in the catalogue's spelling; aliases are not ids. */
export function isTaskId(name: string): name is TaskId {
  return KNOWN.has(name);
}

/** Returns true for a control task, which no model of the Hub has as its tag. */
export function isControlTask(id: TaskId): id is ControlTask {
  return CONTROL.has(id);
}

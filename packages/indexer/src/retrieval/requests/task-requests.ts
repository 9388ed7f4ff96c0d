import { isTaskId, type TaskId } from "@hugginggpt/shared";
import { AUDIO_REQUESTS } from "./audio-requests.js";
import { DATA_REQUESTS } from "./data-requests.js";
import { IMAGE_REQUESTS } from "./image-requests.js";
import { PICTURE_MAKING_REQUESTS } from "./picture-making-requests.js";
import type { Requests } from "./requests.js";
import { TEXT_REQUESTS } from "./text-requests.js";

const ALL: readonly Requests[] = [
  TEXT_REQUESTS,
  AUDIO_REQUESTS,
  IMAGE_REQUESTS,
  PICTURE_MAKING_REQUESTS,
  DATA_REQUESTS,
];

/**
 * Returns, for each task that people ask for, requests as they word them. They were written for this purpose; those that
 * came close to a need of the evaluation were removed.
 */
export function taskRequests(): ReadonlyMap<TaskId, readonly string[]> {
  const requests = new Map<TaskId, readonly string[]>();
  for (const [task, lines] of ALL.flatMap((some) => Object.entries(some))) {
    if (isTaskId(task)) requests.set(task, nonEmptyLines(lines));
  }
  return requests;
}

function nonEmptyLines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

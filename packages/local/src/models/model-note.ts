import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isJsonObject, isTaskId, type TaskId } from "@hugginggpt/shared";
import { readJson } from "../read-json.js";
import { DTYPES, type Dtype, type SizedFile } from "../worker/messages.js";

/** The note that completes a pulled model. A folder without it is not a model. */
export interface ModelNote {
  readonly id: string;
  readonly revision: string;
  readonly task: TaskId;
  readonly dtype: Dtype;
  /** The weight files. */
  readonly weights: readonly SizedFile[];
  /** The size of all files. */
  readonly bytes: number;
}

/** The name of the note; a folder that has it is ours. */
export const NOTE_FILE = "hugginggpt.json";

/** Writes a note atomically. */
export function writeNote(dir: string, note: ModelNote): Promise<void> {
  return replaceJson(join(dir, NOTE_FILE), note);
}

/** Writes a value as JSON into a file, atomically. */
export async function replaceJson(path: string, value: unknown): Promise<void> {
  await writeFile(`${path}.new`, `${JSON.stringify(value, null, 2)}\n`);
  await rename(`${path}.new`, path);
}

/** Returns the note of a folder; null if it is missing or invalid. */
export async function readNote(dir: string): Promise<ModelNote | null> {
  const note = await readJson(join(dir, NOTE_FILE));
  return isNote(note) ? note : null;
}

function isNote(value: unknown): value is ModelNote {
  if (!isJsonObject(value)) return false;
  const { id, revision, task, dtype, weights, bytes } = value;
  return (
    typeof id === "string" &&
    typeof revision === "string" &&
    /^[0-9a-f]{40}$/.test(revision) &&
    typeof task === "string" &&
    isTaskId(task) &&
    DTYPES.some((one) => one === dtype) &&
    Array.isArray(weights) &&
    typeof bytes === "number"
  );
}

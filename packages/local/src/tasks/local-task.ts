import { type ArgValue, Fault, isMedia, type Media, type TaskOutput } from "@hugginggpt/shared";
import type { Kit, Model, Pipe } from "../worker/transformers.js";

/** A job for a loaded model. */
export interface ModelJob {
  readonly pipe: Pipe;
  /** The model itself, also if it has no pipeline. */
  readonly model: Model;
  readonly args: Readonly<Record<string, ArgValue>>;
  readonly kit: Kit;
  /** Takes warnings for the user about the result. */
  readonly warn: (message: string) => void;
}

/** Does a task with a loaded model. */
export type LocalTask = (job: ModelJob) => Promise<TaskOutput>;

/** Returns a text argument. @throws Fault BAD_REQUEST if it is empty or absent. */
export function textOf({ args }: ModelJob, name: string): string {
  const value = args[name];
  if (typeof value === "string" && value.trim() !== "") return value;
  throw new Fault("BAD_REQUEST", `The model needs a ${name.replace(/_/g, " ")}`, { came: "an empty text" });
}

/** Returns an argument that is a list of texts. @throws Fault BAD_REQUEST if there is none. */
export function textsOf({ args }: ModelJob, name: string): readonly string[] {
  const value = args[name];
  const texts = Array.isArray(value) ? value : typeof value === "string" ? [value] : [];
  if (texts.length > 0) return texts;
  throw new Fault("BAD_REQUEST", `The model needs ${name.replace(/_/g, " ")}`, { came: "none" });
}

/** Returns a file argument. @throws Fault BAD_REQUEST if there is none. */
export function fileOf({ args }: ModelJob, name: string): Media {
  const value = args[name];
  if (isMedia(value)) return value;
  throw new Fault("BAD_REQUEST", `The model needs a file as ${name}`, { came: "none" });
}

/** Returns a field of a result of any type; undefined if it has none. */
export function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** Returns a list, or its first element if that is a list: pipelines return one list for each input. */
export function rowsOf(value: unknown): readonly unknown[] {
  const rows: readonly unknown[] = Array.isArray(value) ? value : [value];
  return Array.isArray(rows[0]) ? rows[0] : rows;
}

/** Returns the fault for a result whose shape does not fit the task. */
export function unexpectedResult(wanted: string): Fault {
  return new Fault("BAD_RESPONSE", "The model returned something other than its task's result", { wanted });
}

import { type ArgValue, Fault, isMedia, type Media, type TaskOutput } from "@hugginggpt/shared";
import type { Kit, Model, Pipe } from "../worker/transformers.js";

/** A job for a loaded model. */
export interface Given {
  readonly pipe: Pipe;
  /** The model itself, also if it has no pipeline. */
  readonly model: Model;
  readonly args: Readonly<Record<string, ArgValue>>;
  readonly kit: Kit;
  /** Receives notes for the user about the result. */
  readonly told: (message: string) => void;
}

/** How a pipeline of transformers.js does a task. */
export interface LocalTask {
  /** The pipeline's name; null if the library has none and the model is used directly. */
  readonly pipeline: string | null;
  readonly call: (given: Given) => Promise<TaskOutput>;
}

/** Returns a text argument. @throws Fault BAD_REQUEST if it is empty or absent. */
export function textOf({ args }: Given, name: string): string {
  const value = args[name];
  if (typeof value === "string" && value.trim() !== "") return value;
  throw new Fault("BAD_REQUEST", `The model needs a ${name.replace(/_/g, " ")}`, { came: "an empty text" });
}

/** Returns an argument that is a list of texts. @throws Fault BAD_REQUEST if there is none. */
export function textsOf({ args }: Given, name: string): readonly string[] {
  const value = args[name];
  const texts = Array.isArray(value) ? value : typeof value === "string" ? [value] : [];
  if (texts.length > 0) return texts;
  throw new Fault("BAD_REQUEST", `The model needs ${name.replace(/_/g, " ")}`, { came: "none" });
}

/** Returns a file argument. @throws Fault BAD_REQUEST if there is none. */
export function fileOf({ args }: Given, name: string): Media {
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
export function oddResult(wanted: string): Fault {
  return new Fault("BAD_RESPONSE", "The model returned something other than its task's result", { wanted });
}

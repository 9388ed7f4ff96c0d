import { type ArgValue, Fault, isMedia, type Media, type TaskOutput } from "@hugginggpt/shared";
import type { Kit, Model, Pipe } from "../worker/transformers.js";

/** A job of a loaded model. */
export interface Given {
  readonly pipe: Pipe;
  /** The model by itself, also where no pipeline is around it. */
  readonly model: Model;
  readonly args: Readonly<Record<string, ArgValue>>;
  readonly kit: Kit;
  /** Takes what the user should know of the result. */
  readonly told: (message: string) => void;
}

/** How a task is done by a pipeline of transformers.js. */
export interface LocalTask {
  /** Its name there; null: the library has none, and the model is used by itself. */
  readonly pipeline: string | null;
  readonly call: (given: Given) => Promise<TaskOutput>;
}

/** Returns a text argument. @throws Fault BAD_REQUEST if it is empty or absent. */
export function textOf({ args }: Given, name: string): string {
  const value = args[name];
  if (typeof value === "string" && value.trim() !== "") return value;
  throw new Fault("BAD_REQUEST", `The model needs a ${name.replace(/_/g, " ")}`, { came: "an empty text" });
}

/** Returns an argument that is several texts. @throws Fault BAD_REQUEST if there is none. */
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

/** A result's field, whatever the result is; undefined if it has none. */
export function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** Returns a list as it is, or its first list where it holds lists: pipelines answer each input with a list. */
export function rowsOf(value: unknown): readonly unknown[] {
  const rows: readonly unknown[] = Array.isArray(value) ? value : [value];
  return Array.isArray(rows[0]) ? rows[0] : rows;
}

/** Returns the fault for a result that has another shape than the task's. */
export function oddResult(wanted: string): Fault {
  return new Fault("BAD_RESPONSE", "The model returned something other than its task's result", { wanted });
}

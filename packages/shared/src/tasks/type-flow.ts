import { MODALITIES } from "../modalities/modalities.js";
import type { ValueType } from "../nouns/value.js";
import type { ArgSpec, TaskSpec } from "./task-spec.js";

/** Returns true if a value of type `from` can be given to an argument of type `to`. */
export function typeFits(from: ValueType, to: ValueType): boolean {
  return from === to || MODALITIES[to].readFrom.includes(from);
}

/** Returns true if a value of a type can be given to an argument: its own type or another that it accepts. */
export function argTakes(arg: Pick<ArgSpec, "type" | "accepts">, from: ValueType): boolean {
  return typeFits(from, arg.type) || (arg.accepts?.some((type) => typeFits(from, type)) ?? false);
}

/** Returns true if some output of a task can be given to an argument. False for a task without outputs. */
export function outputFits(from: TaskSpec, to: ArgSpec): boolean {
  return from.outputs.some((type) => argTakes(to, type));
}

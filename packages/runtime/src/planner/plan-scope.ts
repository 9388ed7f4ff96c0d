import {
  type ArgSpec,
  argTakes,
  MODALITIES,
  type Plan,
  resolveTask,
  type TaskId,
  type TaskSpec,
  taskSpec,
  type UserFile,
  type ValueType,
} from "@hugginggpt/shared";
import type { NamedFile } from "./file-mentions.js";
import { fileReference } from "./plan-notation.js";

/** What the arguments of a plan can refer to. */
export interface PlanScope {
  readonly files: readonly UserFile[];
  /** Files that the request names but that were not given, under the handles after those of the given files. */
  readonly mentions: readonly NamedFile[];
  readonly offered: ReadonlySet<TaskId>;
  /** The tasks of the plan by id; null for an unknown task. */
  readonly tasks: ReadonlyMap<number, TaskSpec | null>;
}

/** Returns the scope of a plan. Of tasks with equal ids, the first counts. */
export function planScope(
  plan: Plan,
  given: Pick<PlanScope, "files" | "mentions">,
  offered: Iterable<TaskId>,
): PlanScope {
  const tasks = new Map<number, TaskSpec | null>();
  for (const { id, task } of plan.tasks) {
    const known = resolveTask(task);
    if (!tasks.has(id)) tasks.set(id, known ? taskSpec(known) : null);
  }
  return { files: given.files, mentions: given.mentions, offered: new Set(offered), tasks };
}

/** Returns the file that a plan names by its path as given or by its name; undefined for any other text. */
export function fileNamed(value: string, files: readonly NamedFile[]): NamedFile | undefined {
  const name = value.trim();
  const byPath = files.find(({ given }) => given === name);
  if (byPath) return byPath;
  const base = name.replace(/^\/+/, "");
  const named = files.filter((file) => file.name === base);
  return named.length === 1 ? named[0] : undefined;
}

/** Returns how to write a value for an argument, as a clause after "write". */
export function howToWrite(spec: ArgSpec, { files }: PlanScope): string {
  const fitting = files.filter((file) => argTakes(spec, file.type)).slice(0, 3);
  const ways = fitting.map(({ handle, name }) => `"${fileReference(handle)}" (${name})`);
  if (spec.type === "text") ways.unshift("the words themselves");
  if (spec.type === "numbers") ways.unshift("a number");
  ways.push(`"<GENERATED>-n" for the output of a task n that gives ${typeWord(spec.type)}`);
  return ways.join(", or ");
}

/** Returns a task that turns an output of one task into the type of an argument; undefined if none is offered. */
export function bridge(from: TaskSpec, to: ArgSpec, { offered }: PlanScope): TaskId | undefined {
  return [...offered].find((id) => {
    const spec = taskSpec(id);
    const required = spec.args.filter((arg) => arg.required);
    const takes = required.length === 1 && from.outputs.some((type) => type === required[0]?.type);
    return takes && spec.outputs[0] === to.type;
  });
}

/** Returns a type with its article, for messages. */
export function typeWord(type: ValueType): string {
  return MODALITIES[type].word;
}

import {
  type ArgValue,
  isMediaKind,
  type Outcome,
  type PlanArg,
  type ResolvedArgs,
  taskSpec,
  type UserFile,
  type ValidTask,
} from "@hugginggpt/shared";
import { fileMedia, fileTable, fileText } from "./file-value.js";
import { literalValue } from "./literal-value.js";
import { outputValue } from "./output-value.js";
import type { Resolved, Wanted } from "./wanted-argument.js";

/** The values that references can have. */
export interface Sources {
  readonly outcomes: ReadonlyMap<number, Outcome>;
  readonly files: readonly UserFile[];
}

/**
 * Returns a task's arguments as values of the catalogue's types, or the first problem, naming the argument. References
 * are resolved only from earlier outputs and the user's files; nothing is opened. An argument unknown to the catalogue
 * is taken as a text.
 */
export async function resolveArgs(
  task: ValidTask,
  sources: Sources,
): Promise<{ readonly args: ResolvedArgs } | { readonly problem: string }> {
  const specs = new Map(taskSpec(task.task).args.map((spec) => [spec.name, spec]));
  const args: Record<string, ArgValue> = {};
  for (const [name, arg] of Object.entries(task.args)) {
    const wanted: Wanted = specs.get(name) ?? { type: "text", list: false };
    const resolved = await resolve(arg, wanted, sources);
    if ("problem" in resolved) return { problem: `The argument "${name}" is missing: ${resolved.problem}` };
    const value = single(resolved.values, wanted);
    if (value === null) return { problem: `The argument "${name}" is empty` };
    args[name] = value;
  }
  return { args };
}

async function resolve(arg: PlanArg, wanted: Wanted, sources: Sources): Promise<Resolved> {
  switch (arg.kind) {
    case "literal":
      return literalValue(arg.value, wanted);
    case "output":
      return firstFitting(wanted, (one) => outputValue(arg.of, sources.outcomes.get(arg.of), one));
    case "file":
      return firstFitting(wanted, (one) => fileValue(arg.handle, sources.files, one));
    case "mention":
      return { problem: `the request names ${arg.name}, which was not given; give it with --file` };
    case "parts":
      return resolveParts(arg, wanted, sources);
  }
}

/** Reads a reference as the argument's own type, else as one that it accepts too; the first problem where none fits. */
async function firstFitting(
  { accepts = [], ...own }: Wanted,
  read: (wanted: Wanted) => Promise<Resolved> | Resolved,
): Promise<Resolved> {
  const first = await read(own);
  if ("values" in first) return first;
  for (const type of accepts) {
    const other = await read({ ...own, type });
    if ("values" in other) return other;
  }
  return first;
}

async function resolveParts(
  arg: Extract<PlanArg, { kind: "parts" }>,
  wanted: Wanted,
  sources: Sources,
): Promise<Resolved> {
  const values: ArgValue[] = [];
  for (const part of arg.parts) {
    const resolved = await resolve(part, arg.as === "text" ? { type: "text", list: false } : wanted, sources);
    if ("problem" in resolved) return resolved;
    values.push(...resolved.values);
  }
  if (arg.as === "list") return { values };
  const text = values.map(String).join("");
  return wanted.type === "text" ? { values: [text] } : literalValue(text, wanted);
}

function fileValue(handle: number, files: readonly UserFile[], wanted: Wanted): Promise<Resolved> | Resolved {
  const file = files.find((one) => one.handle === handle);
  if (!file) return { problem: `there is no file ${handle}` };
  if (isMediaKind(wanted.type)) return fileMedia(file, wanted.type);
  if (wanted.type === "table") return fileTable(file);
  return fileText(file);
}

/** Joins several values where one is wanted: texts line by line; of anything else the first. */
function single(values: readonly ArgValue[], wanted: Wanted): ArgValue | null {
  const [first] = values;
  if (first === undefined) return null;
  if (wanted.list) return isMediaKind(wanted.type) ? first : values.map(String);
  if (wanted.type !== "text") return first;
  const text = values.map(String).join("\n");
  return text.trim() === "" ? null : text;
}

import {
  type ArgSpec,
  isMediaKind,
  type Plan,
  type PlannedTask,
  resolveTask,
  taskSpec,
} from "@hugginggpt/shared";
import { topologicalOrder } from "./plan-graph.js";
import { fileReference, outputReference, outputsIn, readNotation } from "./plan-notation.js";

/** The most copies of a task. A plan with more is refused for its size anyway. */
const MAX_COPIES = 64;

/** The ids of a task's copies, by the task's id; only one if it was not unfolded. */
type Copies = ReadonlyMap<number, Unfolded>;

interface Unfolded {
  readonly ids: readonly number[];
  /** The task that was unfolded first; copies with one origin go pair by pair. */
  readonly origin: number;
}

/**
 * Returns the plan with a task for each of several files or outputs that an argument names although it takes one
 * (`"image": "<FILE>-1,<FILE>-2"`, `"text": ["<FILE>-1", "<FILE>-2"]`), in the order of their names. The first copy
 * keeps the id, the others get new ones; all stand where the task stood. A task that uses the output of an unfolded
 * task gets the outputs of all copies: in one text or list, or, for a single file, by being unfolded too. Several such
 * arguments with one origin go pair by pair; others stay, for the checker to refuse. A plan with repeated ids or a
 * cycle stays unchanged.
 */
export function unfoldTasks(plan: Plan): Plan {
  const order = orderOf(plan);
  if (!order) return plan;
  const byId = new Map(plan.tasks.map((task) => [task.id, task]));
  const copies = new Map<number, Unfolded>();
  const made = new Map<number, PlannedTask[]>();
  let next = Math.max(...byId.keys()) + 1;
  for (const id of order) {
    const task = byId.get(id);
    if (!task) continue;
    const unfolding = unfold(task, copies);
    const ids = unfolding.tasks.map((_, index) => (index === 0 ? id : next++));
    copies.set(id, { ids, origin: unfolding.origin });
    made.set(
      id,
      unfolding.tasks.map((one, index) => ({ ...one, id: ids[index] ?? id })),
    );
  }
  return { tasks: plan.tasks.flatMap((task) => made.get(task.id) ?? task) };
}

/** Returns the ids in an order in which each task follows those that it refers to; null if there is none. */
function orderOf({ tasks }: Plan): number[] | null {
  const ids = new Set(tasks.map(({ id }) => id));
  if (ids.size !== tasks.length || tasks.length === 0) return null;
  const waits = new Map(
    tasks.map(({ id, args, dep }) => {
      const of = [...dep, ...Object.values(args).flatMap(outputsIn)];
      return [id, of.filter((one) => ids.has(one))] as const;
    }),
  );
  return topologicalOrder(waits);
}

function unfold(task: PlannedTask, copies: Copies): { tasks: PlannedTask[]; origin: number } {
  const lists = singleFiles(task).flatMap((name) => {
    const items = itemsOf(task.args[name], copies);
    return items.length > 1 ? [{ name, items, origin: originOf(task.args[name], copies) ?? task.id }] : [];
  });
  const [first] = lists;
  if (!first || first.items.length > MAX_COPIES) {
    const all: Target = (of) => copiesOf(of, copies);
    return { tasks: [redirected(task, all)], origin: task.id };
  }
  const together = lists.filter(({ items }) => items.length === first.items.length);
  const tasks = first.items.map((_, at) => {
    const { args, ...rest } = redirected(task, (of) => pairOf(of, copies, first.origin, at));
    return {
      ...rest,
      args: { ...args, ...Object.fromEntries(together.map(({ name, items }) => [name, items[at]])) },
    };
  });
  return { tasks, origin: first.origin };
}

/** Returns the names of the written arguments that take one file. */
function singleFiles(task: PlannedTask): string[] {
  const id = resolveTask(task.task);
  if (!id) return [];
  const { args } = taskSpec(id);
  return Object.keys(task.args).filter((key) => {
    const name = key.toLowerCase();
    const spec = args.find((arg) => arg.name === name) ?? args.find((arg) => arg.aliases.includes(name));
    return spec !== undefined && (takesOneFile(spec) || isListOfTexts(spec, task.args[key]));
  });
}

/** Whether a value is a list of references for one text: each makes a copy. References within one string are joined. */
function isListOfTexts({ list, type }: ArgSpec, value: unknown): boolean {
  if (list || type !== "text" || !Array.isArray(value)) return false;
  return value.every((one) => {
    const [piece, ...more] = typeof one === "string" ? readNotation(one.trim()) : [];
    return piece !== undefined && piece.kind !== "text" && more.length === 0;
  });
}

function takesOneFile({ list, type }: ArgSpec): boolean {
  return !list && (type === "table" || isMediaKind(type));
}

/** Returns each of several references or names as a value of its own; for any other value, one item or none. */
function itemsOf(value: unknown, copies: Copies): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => itemsOf(one, copies));
  if (typeof value !== "string") return [];
  const pieces = readNotation(value);
  if (pieces.every(({ kind }) => kind === "text")) {
    const names = value.split(/\s*[,;\n]\s*/).filter((name) => name !== "");
    return names.every((name) => /\.\w{2,7}$/.test(name)) ? names : [value];
  }
  const isList = pieces.every(
    (piece) => piece.kind !== "text" || /^[\s,;]*(?:and)?[\s,;]*$/.test(piece.text),
  );
  if (!isList) return [value];
  return pieces.flatMap((piece) => {
    if (piece.kind === "file") return [fileReference(piece.handle)];
    if (piece.kind === "text") return [];
    return piece.of === null ? [value] : copiesOf(piece.of, copies).map(outputReference);
  });
}

/** Returns the origin of the only unfolded task that a value refers to; undefined if there is none or several. */
function originOf(value: unknown, copies: Copies): number | undefined {
  const origins = new Set(
    outputsIn(value).flatMap((of) => {
      const found = copies.get(of);
      return found && found.ids.length > 1 ? [found.origin] : [];
    }),
  );
  return origins.size === 1 ? [...origins][0] : undefined;
}

/** Returns the tasks that replace a task after unfolding. */
type Target = (of: number) => readonly number[];

/** Returns a task with its references and dependencies changed to the tasks after unfolding. */
function redirected({ args, dep, ...task }: PlannedTask, target: Target): PlannedTask {
  const write = (of: number): string => target(of).map(outputReference).join(", ");
  const written = Object.entries(args).map(([name, value]) => [name, renamed(value, write)]);
  return { ...task, args: Object.fromEntries(written), dep: dep.flatMap(target) };
}

/** Returns the copy with the same place if a task was unfolded with this origin, else all copies. */
function pairOf(of: number, copies: Copies, origin: number, at: number): readonly number[] {
  const found = copies.get(of);
  const one = found?.origin === origin ? found.ids[at] : undefined;
  return one === undefined ? copiesOf(of, copies) : [one];
}

function copiesOf(of: number, copies: Copies): readonly number[] {
  return copies.get(of)?.ids ?? [of];
}

/** Rewrites the references to outputs in a value; a value without references stays as it is. */
function renamed(value: unknown, write: (of: number) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => renamed(one, write));
  if (typeof value !== "string" || outputsIn(value).length === 0) return value;
  return readNotation(value)
    .map((piece) => {
      if (piece.kind === "text") return piece.text;
      if (piece.kind === "file") return fileReference(piece.handle);
      return piece.of === null ? "<GENERATED>" : write(piece.of);
    })
    .join("");
}

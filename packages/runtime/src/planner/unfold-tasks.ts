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

/** No more copies of a task are made than this: what has more is refused for its size all the same. */
const MAX_COPIES = 64;

/** A task's place before unfolding, and the ids of its copies; one id where it stayed as it was. */
type Copies = ReadonlyMap<number, Unfolded>;

interface Unfolded {
  readonly ids: readonly number[];
  /** The task whose unfolding made the copies, so that copies of one origin are taken pair by pair. */
  readonly origin: number;
}

/**
 * Returns the plan with every task that names several files or outputs where one is taken as one task for each
 * (`"image": "<FILE>-1,<FILE>-2"`, `"text": ["<FILE>-1", "<FILE>-2"]`), in the order in which they are named. The first copy keeps the id, the others get
 * new ones; all stand where the task stood. Tasks that use an unfolded task's output get all copies' outputs: a text or
 * a list holds them all, a single file makes the task unfold too. Of several such arguments those of one origin go
 * pair by pair; others stay as they are, for the checker to refuse. A plan with repeated ids or a cycle is not touched.
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

/** An order in which each task follows those that it refers to; null if there is none. */
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

/** Names of the written arguments that take one file. */
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

/** Several texts in one string are joined; a list of references where one text is taken means each of them. */
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

/** Each of several references or names as a value of its own; a value that is no such list is one item or none. */
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

/** The origin of the one unfolded task that a value refers to; undefined if it refers to none or to several. */
function originOf(value: unknown, copies: Copies): number | undefined {
  const origins = new Set(
    outputsIn(value).flatMap((of) => {
      const found = copies.get(of);
      return found && found.ids.length > 1 ? [found.origin] : [];
    }),
  );
  return origins.size === 1 ? [...origins][0] : undefined;
}

/** The tasks that a reference to a task means after unfolding. */
type Target = (of: number) => readonly number[];

/** A task whose references and dependencies name the tasks that they mean after unfolding. */
function redirected({ args, dep, ...task }: PlannedTask, target: Target): PlannedTask {
  const write = (of: number): string => target(of).map(outputReference).join(", ");
  const written = Object.entries(args).map(([name, value]) => [name, renamed(value, write)]);
  return { ...task, args: Object.fromEntries(written), dep: dep.flatMap(target) };
}

/** Of what unfolded together with a task, the copy that goes with its copy; of anything else all copies. */
function pairOf(of: number, copies: Copies, origin: number, at: number): readonly number[] {
  const found = copies.get(of);
  const one = found?.origin === origin ? found.ids[at] : undefined;
  return one === undefined ? copiesOf(of, copies) : [one];
}

function copiesOf(of: number, copies: Copies): readonly number[] {
  return copies.get(of)?.ids ?? [of];
}

/** Rewrites the references to outputs in a value; a value without any stays as it is. */
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

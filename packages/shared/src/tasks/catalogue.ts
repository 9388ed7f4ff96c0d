import { PIPELINE_DATA } from "@huggingface/tasks";
import { Fault } from "../errors/fault.js";
import { didYouMean } from "../text/did-you-mean.js";
import { CATALOGUE_ROWS } from "./catalogue-rows.js";
import { isControlTask, isTaskId, TASK_IDS, type TaskId } from "./task-id.js";
import type { TaskSpec } from "./task-spec.js";

const CATALOGUE: ReadonlyMap<TaskId, TaskSpec> = new Map(TASK_IDS.map((id) => [id, specOf(id)]));
const BY_ALIAS: ReadonlyMap<string, TaskId> = new Map(
  [...CATALOGUE.values()].flatMap((spec) =>
    [spec.name, ...spec.aliases].map((name) => [slug(name), spec.id]),
  ),
);

/** Returns every row of the catalogue, in the Hub's order, the control tasks last. */
export function allTasks(): readonly TaskSpec[] {
  return [...CATALOGUE.values()];
}

/** Returns the row of a task. */
export function taskSpec(id: TaskId): TaskSpec {
  const spec = CATALOGUE.get(id);
  if (!spec) throw new Error(`Internal error: no catalogue row for ${id}`);
  return spec;
}

/**
 * Returns the task that a name means: the task itself, an alias, or a title, in any case and with spaces,
 * underscores or hyphens. Null for a name that means no task.
 */
export function resolveTask(name: string): TaskId | null {
  const key = slug(name);
  if (isTaskId(key)) return key;
  return BY_ALIAS.get(key) ?? null;
}

/**
 * Returns the task that a name means.
 * @throws Fault TASK_UNKNOWN with the nearest names when it means none.
 */
export function requireTask(name: string): TaskId {
  const id = resolveTask(name);
  if (id) return id;
  const like = didYouMean(slug(name), [...TASK_IDS, ...BY_ALIAS.keys()], (one) => resolveTask(one) ?? one);
  throw new Fault("TASK_UNKNOWN", `Unknown task "${name}"`, {
    wanted: "a task of the catalogue or one of its aliases",
    came: name,
    next: `${like} \`registry tasks\` lists every task.`.trimStart(),
  });
}

/**
 * Returns a need's words with the name that its task was given in front, where that is not the task's own: a tag of old
 * says more than today's task that it means. The words alone for the task's own name, and for a name of no task.
 */
export function needInWords(name: string, words: string): string {
  const key = slug(name);
  return isTaskId(key) || !BY_ALIAS.has(key) ? words : `${key.replace(/-/g, " ")}: ${words}`;
}

function specOf(id: TaskId): TaskSpec {
  const row = CATALOGUE_ROWS[id];
  const hub: Pick<TaskSpec, "name" | "modality"> = isControlTask(id)
    ? { name: row.name ?? id, modality: "cv" }
    : PIPELINE_DATA[id];
  return {
    id,
    name: hub.name,
    modality: hub.modality,
    summary: row.summary,
    hint: row.hint ?? row.summary,
    words: row.words ?? "",
    args: row.args,
    outputs: row.outputs,
    equivalents: row.equivalents ?? [],
    aliases: row.aliases ?? [],
    controllerCanDo: row.controllerCanDo ?? false,
    controllerCanSee: row.controllerCanSee ?? false,
    textIsResult: row.textIsResult ?? false,
    textMayBeEmpty: row.textMayBeEmpty ?? false,
    heading: row.heading ?? hub.name,
  };
}

function slug(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, "-");
}

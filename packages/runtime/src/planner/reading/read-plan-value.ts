import { isJsonObject, type JsonObject, type Plan, type PlannedTask } from "@hugginggpt/shared";
import { numberTasks, type WrittenTask } from "../number-tasks.js";
import type { PlanReading } from "./parsed-plan.js";

const LIST_KEYS = ["tasks", "plan", "task_list", "steps"];
const TASK_KEYS = ["task", "tool", "task_name"];
const ARGS_KEYS = ["args", "arguments", "inputs", "input", "parameters", "params"];
const DEP_KEYS = ["dep", "deps", "depends_on", "dependencies"];
const ANSWER_KEYS = ["answer", "response", "reply"];
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Returns the meaning of a JSON value: a list of tasks, an object with such a list, or one task is a plan; an empty
 * list or an answer without tasks means "no task".
 */
export function readPlanValue(value: unknown): PlanReading {
  if (Array.isArray(value)) return readList(value, null);
  if (!isJsonObject(value)) return { kind: "other" };
  if (typeof first(value, TASK_KEYS) === "string") return readList([value], null);
  const answer = first(value, ANSWER_KEYS);
  const words = typeof answer === "string" && answer.trim() ? answer : null;
  const list = first(value, LIST_KEYS);
  if (Array.isArray(list)) return readList(list, words);
  if (isJsonObject(list)) return readList([list], words);
  return words !== null || list === null ? { kind: "no-task", answer: words } : { kind: "other" };
}

function readList(list: readonly unknown[], answer: string | null): PlanReading {
  const items = list.length === 1 && Array.isArray(list[0]) ? list[0] : list;
  if (items.length === 0) return { kind: "no-task", answer };
  const written = items.map(readTask);
  const wrong = written.indexOf(null);
  const tasks = written.filter((task) => task !== null);
  if (tasks.length === 0) return { kind: "other" };
  if (wrong >= 0) {
    return { kind: "unreadable", reason: `item ${wrong + 1} of the list is no object with a "task"` };
  }
  const numbered = numberTasks(tasks);
  return "reason" in numbered
    ? { kind: "unreadable", reason: numbered.reason }
    : { kind: "plan", plan: { tasks: numbered.tasks } satisfies Plan };
}

function readTask(value: unknown): WrittenTask | null {
  if (!isJsonObject(value)) return null;
  const task = first(value, TASK_KEYS);
  if (typeof task !== "string") return null;
  const args = first(value, ARGS_KEYS);
  const dep = first(value, DEP_KEYS);
  return {
    id: value.id,
    task,
    args: isJsonObject(args) ? cleanArgs(args) : {},
    dep: Array.isArray(dep) ? dep : dep === undefined || dep === null ? [] : [dep],
    ...(typeof value.need === "string" ? { need: value.need } : {}),
  };
}

function cleanArgs(args: JsonObject): PlannedTask["args"] {
  return Object.fromEntries(
    Object.entries(args).filter(([key, value]) => !FORBIDDEN_KEYS.has(key) && value !== null && value !== ""),
  );
}

function first(object: JsonObject, keys: readonly string[]): unknown {
  const key = keys.find((name) => Object.hasOwn(object, name));
  return key === undefined ? undefined : object[key];
}

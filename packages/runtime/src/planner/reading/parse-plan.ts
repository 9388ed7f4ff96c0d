import { type JsonSlice, jsonSlices, parseJson, parseRepairedJson } from "@hugginggpt/shared";
import type { ParsedPlan, PlanReading } from "./parsed-plan.js";
import { readPlanValue } from "./read-plan-value.js";
import { salvageTasks } from "./salvage-tasks.js";

const MAX_BYTES = 256 * 1024;
const MAX_REPAIRS = 8;
const ANSWER_KEY = /["']?\b(tasks|plan|answer|response)["']?\s*:/;
const TASK_KEY = /["']?\b(task|tool|task_name)["']?\s*:/g;

/**
 * Returns the content of a language model's reply; never throws. JSON is found in code fences and in prose. Almost
 * valid JSON is repaired: trailing commas, single quotes, Python literals, comments, missing or extra brackets. Of
 * several plans the last counts; the others were drafts. A plan that stops inside a task is unreadable, because its
 * rest is lost. A reply above 256 KiB is not read.
 */
export function parsePlan(reply: string): ParsedPlan {
  if (Buffer.byteLength(reply) > MAX_BYTES) return unreadable(`it is larger than ${MAX_BYTES / 1024} KiB`);
  if (!reply.trim()) return unreadable("it is empty");
  const slices = jsonSlices(reply);
  if (slices.length === 0) return unreadable("there is no JSON in it");
  const readings = readSlices(reply, slices);
  const found =
    readings.findLast((reading, i) => isDecisive(reading, slices[i] ?? slices[0])) ??
    readings.findLast(({ kind }) => kind === "unreadable") ??
    readings.findLast(({ kind }) => kind === "no-task");
  return found && found.kind !== "other" ? found : unreadable('there is no "tasks" list in it');
}

/** Whether a reading is a plan, or its keys show that it should be one or say that none is needed. */
function isDecisive({ kind }: PlanReading, slice: JsonSlice | undefined): boolean {
  if (kind === "plan") return true;
  const keys = kind === "no-task" ? ANSWER_KEY : kind === "unreadable" ? TASK_KEY : null;
  return keys !== null && slice !== undefined && slice.text.search(keys) >= 0;
}

function readSlices(reply: string, slices: readonly JsonSlice[]): PlanReading[] {
  const sequence = readSequence(reply, slices);
  if (sequence) return slices.map(() => sequence);
  let repairs = 0;
  return slices.map((slice) => {
    if (!slice.closed) return readOpen(slice);
    const parsed =
      parseJson(slice.text) ?? (repairs++ < MAX_REPAIRS ? parseRepairedJson(slice.text) : undefined);
    return parsed ? readPlanValue(parsed) : { kind: "other" };
  });
}

/** Reads objects with only commas between them: JSON lines, or a list without its brackets. */
function readSequence(reply: string, slices: readonly JsonSlice[]): PlanReading | null {
  const values: object[] = [];
  let end = slices[0]?.start ?? 0;
  for (const slice of slices) {
    if (!/^[\s,;]*$/.test(reply.slice(end, slice.start))) return null;
    end = slice.start + slice.text.length;
    const json = slice.closed ? parseJson(slice.text) : undefined;
    if (typeof json !== "object" || json === null || !("task" in json)) return null;
    values.push(json);
  }
  return values.length > 1 ? readPlanValue(values) : null;
}

/** Reads JSON whose brackets do not match, by repair or task by task; it counts only if no task is lost. */
function readOpen(slice: JsonSlice): PlanReading {
  if (isCut(slice)) return unreadable("the reply stops in the middle of the plan");
  const wanted = slice.text.match(TASK_KEY)?.length ?? 0;
  const repaired = parseRepairedJson(slice.text);
  for (const value of [repaired, salvageTasks(slice.text)]) {
    const reading = readPlanValue(value);
    if (reading.kind === "plan" && reading.plan.tasks.length === wanted) return reading;
  }
  return wanted > 0 ? unreadable("the brackets of the plan do not match") : { kind: "other" };
}

/** Returns true for JSON that ends inside a task; false if only the outer brackets are missing. */
function isCut({ broken, open, inString, text }: JsonSlice): boolean {
  if (broken) return false;
  const last = /([}\]])\s*(?:```\s*)?$/.exec(text)?.[1];
  const isWhole = open === "{" ? last === "]" : last === "}" && (open === "[" || open === "{[");
  return inString || !isWhole;
}

function unreadable(reason: string): ParsedPlan {
  return { kind: "unreadable", reason };
}

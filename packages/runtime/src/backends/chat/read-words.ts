import {
  type Entity,
  type Label,
  parseRepairedJson,
  type ResolvedArgs,
  type TaskId,
  type TaskOutput,
} from "@hugginggpt/shared";
import { withoutThinking } from "@hugginggpt/shared/openai";
import { badResponse } from "../answers/bad-response.js";
import { isNumber, isObject, listOf } from "../answers/json-value.js";
import type { Instruction } from "./task-instruction.js";

/**
 * Returns a language model's answer as the task's output. JSON may stand in a fence or among prose and may be a little
 * broken; labels may come as plain words; an entity that does not occur in the text is left out.
 * @throws Fault BAD_RESPONSE when no such answer is in it.
 */
export function readWords(
  task: TaskId,
  answer: Instruction["answer"],
  words: string,
  args: ResolvedArgs,
): TaskOutput {
  const text = withoutThinking(words);
  if (answer === "text") return { text };
  const input = typeof args.text === "string" ? args.text : "";
  if (answer === "entities") {
    const entities = entitiesFrom(jsonIn(text), input);
    if (entities === null) throw badResponse("entities", words);
    return { entities };
  }
  const offered = task.startsWith("zero-shot-") ? listOf(args.candidate_labels) : null;
  const labels = labelsFrom(jsonIn(text) ?? text, offered);
  if (labels.length === 0) throw badResponse("labels", words);
  return { labels };
}

function jsonIn(text: string): unknown {
  const start = text.search(/[[{]/);
  if (start < 0) return null;
  const end = Math.max(text.lastIndexOf("}"), text.lastIndexOf("]"));
  return parseRepairedJson(text.slice(start, end < start ? undefined : end + 1)) ?? null;
}

function labelsFrom(json: unknown, offered: readonly unknown[] | null): Label[] {
  const rows = listOf(isObject(json) && json.labels !== undefined ? json.labels : json);
  const named = rows.flatMap((row): Label[] => {
    const label = typeof row === "string" ? row : isObject(row) ? row.label : null;
    if (typeof label !== "string" || label.trim() === "" || label.length > 80) return [];
    const score = isObject(row) && isNumber(row.score) ? Math.min(1, Math.max(0, row.score)) : 1;
    const known = offered?.find((one) => String(one).toLowerCase() === label.trim().toLowerCase());
    if (offered && known === undefined) return [];
    return [{ label: known === undefined ? label.trim() : String(known), score }];
  });
  const sum = named.reduce((total, { score }) => total + score, 0);
  const scaled = sum > 1 ? named.map(({ label, score }) => ({ label, score: score / sum })) : named;
  return scaled.sort((a, b) => b.score - a.score);
}

function entitiesFrom(json: unknown, input: string): Entity[] | null {
  const rows = isObject(json) ? json.entities : json;
  if (!Array.isArray(rows)) return null;
  const ends = new Map<string, number>();
  return rows.flatMap((row): Entity[] => {
    if (!isObject(row) || typeof row.entity !== "string" || typeof row.text !== "string" || !row.text)
      return [];
    const start = input.indexOf(row.text, ends.get(row.text) ?? 0);
    if (start < 0) return [];
    const end = start + row.text.length;
    ends.set(row.text, end);
    return [{ entity: row.entity, text: row.text, score: null, start, end }];
  });
}

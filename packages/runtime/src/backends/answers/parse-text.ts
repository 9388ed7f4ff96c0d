import { withoutThinking } from "@hugginggpt/shared/openai";
import { isObject, listOf } from "./json-value.js";

/** Fields in which servers put a text, the most specific first. */
const FIELDS = [
  "generated_text",
  "summary_text",
  "translation_text",
  "answer",
  "text",
  "md_results",
  "transcription",
  "translation",
  "caption",
  "content",
] as const;
const MAX_DEPTH = 6;

/**
 * Returns the text of an answer; null if there is none. Accepts every field of the classic tasks, lists of them (the
 * first counts), chat and completion shapes, `{output}` and `{conversation}`. A model's reasoning before its answer is
 * left out.
 */
export function parseText(json: unknown): string | null {
  const text = find(json, MAX_DEPTH);
  return text === null ? null : withoutThinking(text);
}

function find(json: unknown, depth: number): string | null {
  if (typeof json === "string") return json;
  if (depth === 0) return null;
  if (Array.isArray(json)) return isParts(json) ? joinParts(json) : find(json[0], depth - 1);
  if (!isObject(json)) return null;
  for (const field of FIELDS) {
    const value = json[field];
    if (typeof value === "string") return value;
    if (field === "content" && Array.isArray(value)) return joinParts(value);
  }
  const inner = listOf(json.choices)[0] ?? json.message ?? json.output ?? json.conversation;
  return inner === undefined ? null : find(inner, depth - 1);
}

/** True for a chat answer in parts, `[{type: "text", text}]`. A single one counts as a list of the classic tasks. */
function isParts(list: readonly unknown[]): boolean {
  return list.length > 1 && list.every((part) => isObject(part) && part.type === "text");
}

function joinParts(parts: readonly unknown[]): string | null {
  const texts = parts.map((part) => (isObject(part) && typeof part.text === "string" ? part.text : ""));
  return texts.some((text) => text !== "") ? texts.join("") : null;
}

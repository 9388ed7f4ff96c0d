import { type BaseRelation, type ModelRecord, oneLine, resolveTask, taskSpec } from "@hugginggpt/shared";
import { languageName } from "@hugginggpt/shared/languages";

const RELATION: Readonly<Record<BaseRelation, string>> = {
  adapter: "Adapter of",
  copy: "Copy of",
  finetune: "Fine-tuned from",
  merge: "Merged from",
  quantized: "Quantized version of",
};
const MAX_LANGUAGES = 4;
const MAX_LENGTH = 300;

/** Returns a sentence about a model from its record, for one whose card says nothing; at most 300 characters. */
export function recordSummary(record: ModelRecord): string {
  const task = taskTitle(record.task);
  const parts = [task === null ? "Model" : `${task} model`];
  if (record.languages.length > 0) parts.push(`for ${languagePhrase(record.languages)}`);
  if (record.library) parts.push(`(${record.library})`);
  const origin = record.baseModel
    ? ` ${record.baseRelation ? RELATION[record.baseRelation] : "Based on"} ${record.baseModel}.`
    : "";
  return oneLine(`${parts.join(" ")}.${origin}`, MAX_LENGTH);
}

/** Returns the title of a record's task, such as "Text-to-Speech"; null if it has none. */
export function taskTitle(task: string | null): string | null {
  if (task === null || task === "other") return null;
  const id = resolveTask(task);
  return id ? taskSpec(id).name : task;
}

function languagePhrase(codes: readonly string[]): string {
  const names = codes.slice(0, MAX_LANGUAGES).map(languageName).join(", ");
  return codes.length > MAX_LANGUAGES ? `${names} and ${codes.length - MAX_LANGUAGES} more languages` : names;
}

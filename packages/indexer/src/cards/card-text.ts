import { type ModelCard, type ModelRecord, oneLine, resolveTask, taskSpec } from "@hugginggpt/shared";
import { languageName } from "@hugginggpt/shared/languages";
import type { CardText } from "../ports/describe-model.js";
import { cutText } from "./cut-text.js";
import { idWords } from "./id-words.js";
import { recordSummary } from "./record-summary.js";
import { usefulTags } from "./useful-tags.js";

const MAX_LANGUAGES = 20;
const MAX_SUMMARY = 300;
/** About 100 words. Chosen by recall on the development needs of the evaluation; 60 and 120 words are little worse. */
const MAX_LEAD = 600;
/** How much of a base model's card describes a model without a card of its own, in characters. */
const MAX_INHERITED = 1_500;
/** Embedding models read about 500 tokens of a text. */
const MAX_EMBEDDED = 2_000;

/**
 * Returns the text by which a model is found, in fields. If its card says nothing, its id, task, tags and base model
 * describe it, and its base model's card if there is one.
 */
export function cardText(
  record: ModelRecord,
  card: ModelCard | null,
  base: ModelCard | null = null,
): CardText {
  const own = card !== null && card.text !== "" ? card : null;
  const summary = own?.summary || inheritedSummary(record, own ? null : base);
  const body = own?.text ?? cutText(base?.text ?? "", MAX_INHERITED);
  return {
    title: idWords(record.id),
    task: taskWords(record.task),
    tags: tagWords(record),
    summary,
    lead: leadOf(summary, body),
    body,
  };
}

/** Returns the text to embed, most important fields first, at most 2,000 characters. */
export function embeddingText(text: CardText): string {
  const fields = [text.title, text.task, text.summary, text.tags, withoutStart(text.body, text.summary)];
  return cutText(fields.filter((field) => field !== "").join("\n"), MAX_EMBEDDED).trimEnd();
}

function inheritedSummary(record: ModelRecord, base: ModelCard | null): string {
  const own = recordSummary(record);
  return base?.summary ? oneLine(`${own} ${base.summary}`, MAX_SUMMARY) : own;
}

function taskWords(task: string | null): string {
  if (task === null || task === "other") return "";
  const id = resolveTask(task);
  const words = task.replace(/-/g, " ");
  return id ? `${words} ${id === task ? "" : `${id.replace(/-/g, " ")} `}${taskSpec(id).summary}` : words;
}

function tagWords(record: ModelRecord): string {
  const words = [
    ...usefulTags(record.tags, record.languages),
    ...record.languages.slice(0, MAX_LANGUAGES).map(languageName),
    ...record.languages.slice(0, MAX_LANGUAGES),
    record.library ?? "",
    record.baseModel ? idWords(record.baseModel) : "",
  ];
  return [...new Set(words)].filter((word) => word !== "").join(" ");
}

/** Returns the beginning of the body, with the summary before it unless it is in there. */
function leadOf(summary: string, body: string): string {
  const start = cutText(body, MAX_LEAD);
  return start.includes(summary) ? start : cutText(`${summary} ${start}`, MAX_LEAD).trimEnd();
}

/** Returns the body without the summary at its beginning: an embedder need not read it twice. */
function withoutStart(body: string, summary: string): string {
  return summary !== "" && body.startsWith(summary) ? body.slice(summary.length).trimStart() : body;
}

import { type Entity, Fault, type Label, type TaskId, type TaskOutput } from "@hugginggpt/shared";
import { embedTexts } from "./embed-texts.js";
import { languageArguments } from "./language-arguments.js";
import {
  field,
  type LocalTask,
  type ModelJob,
  rowsOf,
  textOf,
  textsOf,
  unexpectedResult,
} from "./local-task.js";

/** Most labels of a result. Providers return all of them; further ones are meaningless. */
const TOP = 20;
/** Most tokens of a generated text: about 400 words. */
const MOST_TOKENS = 512;
const MASK = /\[MASK\]|<mask>/g;

/** Tasks on text, by task id. */
export const TEXT_TASKS = {
  "text-classification": async (job) => ({
    labels: labelsOf(await job.pipe(textOf(job, "text"), { top_k: TOP })),
  }),
  "zero-shot-classification": async (job) => ({
    labels: columnsOf(await job.pipe(textOf(job, "text"), textsOf(job, "labels"))),
  }),
  "token-classification": async (job) => {
    const text = textOf(job, "text");
    return { entities: entitiesOf(await job.pipe(text, { aggregation_strategy: "simple" }), text) };
  },
  "question-answering": async (job) => {
    const [question, context] = [textOf(job, "question"), textOf(job, "context")];
    return { text: textIn(rowsOf(await job.pipe(question, context))[0], "answer") };
  },
  "fill-mask": fillMask,
  summarization: async (job) => {
    const made = await job.pipe(textOf(job, "text"), { max_new_tokens: MOST_TOKENS });
    return { text: textIn(rowsOf(made)[0], "summary_text") };
  },
  translation: async (job) => {
    const options = { ...(await languageArguments(job)), max_new_tokens: MOST_TOKENS };
    const made = await job.pipe(textOf(job, "text"), options);
    return { text: textIn(rowsOf(made)[0], "translation_text") };
  },
  "text-generation": generate,
  "feature-extraction": async (job) => {
    const [vector] = await embedTexts(job.pipe, [textOf(job, "text")], { purpose: "document" });
    return { vector: [...(vector ?? [])] };
  },
  "sentence-similarity": async (job) => {
    const texts = [textOf(job, "source_sentence"), ...textsOf(job, "sentences")];
    const [source, ...others] = await embedTexts(job.pipe, texts, { purpose: "document" });
    return { numbers: others.map((one) => dot(source ?? one, one)) };
  },
} satisfies Partial<Record<TaskId, LocalTask>>;

/** Returns labels, best first. @throws Fault BAD_RESPONSE for another shape. */
export function labelsOf(found: unknown): Label[] {
  const labels = rowsOf(found).map((row) => ({ label: field(row, "label"), score: field(row, "score") }));
  return checkedLabels(labels);
}

function columnsOf(found: unknown): Label[] {
  const { labels, scores } = { labels: field(found, "labels"), scores: field(found, "scores") };
  if (!Array.isArray(labels) || !Array.isArray(scores)) throw unexpectedResult("labels with scores");
  return checkedLabels(labels.map((label, i) => ({ label, score: scores[i] })));
}

function checkedLabels(rows: readonly { readonly label: unknown; readonly score: unknown }[]): Label[] {
  return rows
    .map(({ label, score }) => {
      if (typeof label !== "string" || typeof score !== "number")
        throw unexpectedResult("labels with scores");
      return { label: label.trim(), score };
    })
    .sort((a, b) => b.score - a.score);
}

/** Returns the text of a result. @throws Fault BAD_RESPONSE if there is none. */
export function textIn(row: unknown, name: string): string {
  const text = field(row, name);
  if (typeof text !== "string") throw unexpectedResult("a text");
  return text.trim();
}

async function fillMask(job: ModelJob): Promise<TaskOutput> {
  const { pipe } = job;
  const mask = pipe.tokenizer?.mask_token;
  const text = textOf(job, "text");
  if (!mask) throw new Fault("UNSUPPORTED", "The model has no mask that it could fill");
  const masked = text.replace(MASK, mask);
  if (!masked.includes(mask)) {
    throw new Fault("BAD_REQUEST", "The text has nothing to fill in", {
      wanted: "[MASK] where a word is missing",
    });
  }
  const rows = rowsOf(await pipe(masked, { top_k: TOP }));
  const words = rows.map((row) => ({ label: field(row, "token_str"), score: field(row, "score") }));
  return { labels: checkedLabels(words) };
}

/** Uses the model's chat template if it has one; otherwise the model continues the text. */
async function generate(job: ModelJob): Promise<TaskOutput> {
  const { pipe } = job;
  const text = textOf(job, "text");
  const isChat = Boolean(pipe.tokenizer?.chat_template);
  const asked = isChat ? [{ role: "user", content: text }] : text;
  const made = await pipe(asked, { max_new_tokens: MOST_TOKENS, do_sample: false, return_full_text: false });
  const row = field(rowsOf(made)[0], "generated_text");
  if (typeof row === "string") return { text: row.trim() };
  return { text: textIn(Array.isArray(row) ? row.at(-1) : null, "content") };
}

/** Returns entities with their positions. The library returns only words, which are searched in the text in order. */
export function entitiesOf(found: unknown, text: string): Entity[] {
  let from = 0;
  return rowsOf(found)
    .filter((row) => row !== undefined)
    .map((row) => {
      const [entity, word, score] = [field(row, "entity_group"), field(row, "word"), field(row, "score")];
      if (typeof entity !== "string" || typeof word !== "string" || typeof score !== "number")
        throw unexpectedResult("names with their kind");
      const place = placeOf(word.trim(), text, from);
      if (place) from = place.end;
      return {
        entity,
        text: place ? text.slice(place.start, place.end) : word.trim(),
        score,
        start: place?.start ?? null,
        end: place?.end ?? null,
      };
    });
}

/** Decoding changes case, accents and spaces around punctuation, so spaces may stand between any two characters. */
function placeOf(
  word: string,
  text: string,
  from: number,
): { readonly start: number; readonly end: number } | null {
  const plain = (value: string): string => value.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const wanted = [...plain(word)].filter((character) => character.trim() !== "").join("");
  if (wanted === "") return null;
  for (let start = from; start < text.length; start++) {
    let at = start;
    let met = 0;
    while (at < text.length && met < wanted.length) {
      const next = plain(text[at] ?? "").trim();
      if (next === "" && met === 0) break;
      if (!wanted.startsWith(next, met)) break;
      met += next.length;
      at++;
    }
    if (met === wanted.length) return { start, end: at };
  }
  return null;
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

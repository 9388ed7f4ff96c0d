import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { resolveTask } from "@hugginggpt/shared";

const FOLDER = fileURLToPath(new URL("../../../shared/eval/", import.meta.url));
const FIRST_DAY = Date.UTC(2023, 0, 1);
const MINUTE_MS = 60_000;

/**
 * How a row of the corpus may become a card and tags; nobody knows how another judge would do it. A row without
 * a text has it empty or null.
 */
export const VARIANTS = {
  main: { tags: wordsAndTags, readme: (row) => [row.description, row.card_description] },
  plain: { tags: ownTags, readme: (row) => [row.description, row.card_description] },
  description: { tags: ownTags, readme: (row) => [row.description] },
  "description-first": { tags: ownTags, readme: (row) => [row.description || row.card_description] },
  "card-first": { tags: ownTags, readme: (row) => [row.card_description || row.description] },
};

/** Whether the reference data lies beside the repository. */
export function hasNeeds() {
  return existsSync(join(FOLDER, "corpus.jsonl")) && existsSync(join(FOLDER, "dev-queries.jsonl"));
}

/** Returns the models of the evaluation, as they are in its file. */
export function readCorpus() {
  return readLines("corpus.jsonl");
}

/** Returns the needs: a text, the task in today's name, and the ids that answer it. */
export function readNeeds() {
  return readLines("dev-queries.jsonl").map(({ qid, query, task, relevant }) => ({
    id: qid,
    text: query,
    task: resolveTask(task) ?? task,
    relevant: new Set(relevant),
  }));
}

/** Returns the models as a Hub has them: an item of its listing, and the card. */
export function hubRows(corpus, variant) {
  const { tags, readme } = VARIANTS[variant];
  return corpus.map((row, index) => {
    const at = new Date(FIRST_DAY + index * MINUTE_MS).toISOString();
    const text = readme(row).filter(Boolean).join("\n\n");
    const item = {
      _id: index.toString(16).padStart(24, "0"),
      id: row.id,
      sha: index.toString(16).padStart(40, "0"),
      private: false,
      disabled: false,
      gated: false,
      createdAt: at,
      lastModified: at,
      pipeline_tag: row.pipeline_tag,
      downloads: row.downloads ?? 0,
      likes: row.likes ?? 0,
      tags: tags(row),
      cardData: {
        ...(row.language && { language: row.language }),
        ...(row.license && { license: row.license }),
      },
    };
    return { item, readme: text === "" ? null : text };
  });
}

/** Returns all the words of a row, for rankings that know no fields. */
export function textOf({ item, readme }) {
  return [item.id, item.pipeline_tag, ...item.tags, readme ?? ""].join(" ");
}

function ownTags(row) {
  return row.card_tags ?? [];
}

function wordsAndTags(row) {
  const words = `${row.functionality ?? ""} ${row.domain ?? ""}`.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set([...ownTags(row), ...words])];
}

function readLines(name) {
  const lines = readFileSync(join(FOLDER, name), "utf8").split("\n");
  return lines.filter((line) => line.trim() !== "").map((line) => JSON.parse(line));
}

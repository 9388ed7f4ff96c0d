import type { Entity, Label, Table } from "../nouns/value.js";
import { cleanLabelled, cleanList, cleanText } from "./clean-value.js";
import { type DataModalities, dataModality } from "./modality.js";

/** Modalities of words, names, figures and tables. */
export const WORD_MODALITIES: Pick<
  DataModalities,
  "text" | "labels" | "entities" | "vector" | "numbers" | "table"
> = {
  text: dataModality<string>({
    word: "text",
    extensions: ["txt", "md", "html", "htm", "pdf", "doc", "docx", "rtf"],
    readFrom: ["labels", "entities", "boxes", "masks", "numbers", "table", "segments"],
    isAnswer: (text) => text.trim() !== "",
    clean: cleanText,
    asText: (text) => text,
  }),
  labels: dataModality<readonly Label[]>({
    word: "labels",
    readFrom: ["text"],
    isAnswer: isFilled,
    clean: cleanLabelled,
    asText: (labels) => labels.map(({ label, score }) => `${label} (${score.toFixed(2)})`).join(", "),
    asTexts: (labels) => labels.map(({ label }) => label),
    kept: "whenLong",
  }),
  entities: dataModality<readonly Entity[]>({
    word: "entities",
    isAnswer: () => true,
    clean: (entities) =>
      cleanList(entities).map((one) => ({
        ...one,
        entity: cleanText(one.entity),
        text: cleanText(one.text),
      })),
    asText: entitiesText,
    asTexts: (entities) => [...new Set(entities.map(({ text }) => text))],
    kept: "whenLong",
  }),
  vector: dataModality<readonly number[]>({
    word: "a vector",
    pace: "embedding",
    isAnswer: isFilled,
    clean: (vector) => vector,
    asText: (vector) => `a vector of ${vector.length} numbers`,
    kept: "always",
  }),
  numbers: dataModality<readonly number[]>({
    word: "numbers",
    isAnswer: isFilled,
    clean: cleanList,
    asText: (numbers) => numbers.map(figure).join(", "),
    kept: "whenLong",
  }),
  table: dataModality<Table>({
    word: "a table",
    example: "table.csv",
    extensions: ["csv", "tsv", "xlsx", "xls", "parquet"],
    isAnswer: (table) => Object.keys(table).length > 0,
    clean: (table) =>
      Object.fromEntries(
        Object.entries(table).map(([name, cells]) => [cleanText(name), cleanList(cells).map(cleanText)]),
      ),
    asText: tableText,
  }),
};

/** Names of entity groups, by the models' tags. */
const GROUPS: Readonly<Record<string, string>> = {
  PER: "people",
  PERSON: "people",
  LOC: "places",
  LOCATION: "places",
  GPE: "places",
  ORG: "organisations",
  ORGANIZATION: "organisations",
  MISC: "other names",
};

function isFilled(items: readonly unknown[]): boolean {
  return items.length > 0;
}

function entitiesText(entities: readonly Entity[]): string {
  if (entities.length === 0) return "no names found";
  const groups = new Map<string, Set<string>>();
  for (const { entity, text } of entities) {
    const group = GROUPS[entity.toUpperCase()] ?? entity;
    groups.set(group, (groups.get(group) ?? new Set()).add(text));
  }
  return [...groups].map(([group, names]) => `${group}: ${[...names].join(", ")}`).join("; ");
}

function tableText(table: Table): string {
  const names = Object.keys(table);
  const rows = Math.max(0, ...names.map((name) => table[name]?.length ?? 0));
  const lines = [names];
  for (let row = 0; row < rows; row++) lines.push(names.map((name) => table[name]?.[row] ?? ""));
  return lines.map((cells) => cells.map((cell) => cell.replace(/[\t\n]+/g, " ")).join("\t")).join("\n");
}

/** Formats a number with at most four decimals, without trailing zeros. */
function figure(value: number): string {
  return String(Number(value.toFixed(4)));
}

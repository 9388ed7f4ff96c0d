import { parseJson } from "@hugginggpt/shared";
import type { ColumnKind, Layout } from "./layouts.js";

/** A row of a bulk file. */
export interface BulkRow {
  /** An item as the Hub's listing sends it, and as unchecked. */
  readonly item: Readonly<Record<string, unknown>>;
  /** The README's bytes; null if the file has none. */
  readonly card: Uint8Array | null;
}

const MAX_TEXT_BYTES = 1_000;
const MAX_JSON_BYTES = 1024 * 1024;
/** Four times the longest card on the Hub in 2026; cleaning examines far less. */
const MAX_CARD_BYTES = 4 * 1024 * 1024;
const MAX_TEXTS = 200;
const MAX_NESTING = 8;
/** The fields of front matter that we read in a listing's item. */
const CARD_DATA = [
  "license",
  "language",
  "library_name",
  "pipeline_tag",
  "base_model",
  "base_model_relation",
];
const decoder = new TextDecoder();

/**
 * Returns a row as an item of the Hub's listing. Its texts are bytes, so that only those of kept rows are decoded;
 * invalid UTF-8 becomes replacement characters. Leaves out values of a wrong type and front matter above 1 MiB; cuts
 * long texts.
 */
export function rowItem(row: Readonly<Record<string, unknown>>, layout: Layout): BulkRow {
  const item: Record<string, unknown> = {};
  let card: Uint8Array | null = null;
  for (const { column, field, kind } of layout.columns) {
    const value = row[column];
    if (value === null || value === undefined) continue;
    if (kind === "bytes") card = bytesOf(value);
    else item[field] = READ[kind](value);
  }
  return { item, card };
}

/** Returns a positive number as an integer; 0 for anything else. */
export function countOf(value: unknown): number {
  const number = typeof value === "bigint" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) && number > 0 ? Math.trunc(number) : 0;
}

/** Returns a text, or a date in ISO 8601; undefined for anything else. */
export function textOf(value: unknown): string | undefined {
  if (value instanceof Uint8Array) return decoder.decode(value.subarray(0, MAX_TEXT_BYTES));
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  return undefined;
}

const READ: Readonly<Record<Exclude<ColumnKind, "bytes">, (value: unknown) => unknown>> = {
  text: textOf,
  count: countOf,
  texts: (value) => texts(value),
  json: cardDataOf,
  total: (value) => ({ total: countOf(fieldOf(value, "total")) }),
  bases: (value) => ({
    relation: textOf(fieldOf(value, "relation")),
    models: texts(fieldOf(value, "models")).map((id) => ({ id })),
  }),
  flag: (value) => (value instanceof Uint8Array ? flagOf(decoder.decode(value.subarray(0, 20))) : value),
};

function flagOf(text: string): string | boolean {
  const lower = text.toLowerCase();
  return lower === "auto" || lower === "manual" ? lower : lower === "true";
}

/** Returns the texts in a list in order, however deep its writer nested them. */
function texts(value: unknown, found: string[] = [], depth = 0): string[] {
  if (found.length >= MAX_TEXTS || depth > MAX_NESTING) return found;
  const text = textOf(value);
  if (text !== undefined) found.push(text);
  else if (Array.isArray(value)) for (const one of value) texts(one, found, depth + 1);
  else if (typeof value === "object" && value !== null)
    for (const one of Object.values(value)) texts(one, found, depth + 1);
  return found;
}

function cardDataOf(value: unknown): unknown {
  if (!(value instanceof Uint8Array) || value.length > MAX_JSON_BYTES) return undefined;
  // Front matter that is not JSON is left out; the other columns of the row count.
  const parsed = parseJson(decoder.decode(value));
  if (parsed === undefined) return undefined;
  const kept = CARD_DATA.map((name) => [name, fieldOf(parsed, name)] as const);
  return Object.fromEntries(kept.filter(([, one]) => one !== undefined));
}

/** Copies the bytes, so that the memory of their page can be freed. */
function bytesOf(value: unknown): Uint8Array | null {
  return value instanceof Uint8Array ? value.slice(0, MAX_CARD_BYTES) : null;
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  const field: unknown = Reflect.get(value, name);
  return field;
}

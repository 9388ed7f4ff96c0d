import { parseJson } from "@hugginggpt/shared";
import type { ColumnKind, Layout } from "./layouts.js";

/** A row of a bulk file. */
export interface BulkRow {
  /** As the Hub's listing would send it, to be checked like that. */
  readonly item: Readonly<Record<string, unknown>>;
  /** The README's bytes; null if the file has none. */
  readonly card: Uint8Array | null;
}

const MAX_TEXT_BYTES = 1_000;
const MAX_JSON_BYTES = 1024 * 1024;
/** Four times the longest card of the Hub in 2026; what cleaning examines is far shorter. */
const MAX_CARD_BYTES = 4 * 1024 * 1024;
const MAX_TEXTS = 200;
const MAX_NESTING = 8;
/** Fields of the front matter that a listing's item is read for. */
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
 * Returns a row as an item of the Hub's listing. Texts come as bytes, so that only those of kept rows are decoded;
 * invalid UTF-8 is read with replacement characters. A value of a wrong type is absent; what is too long is cut, and
 * front matter above 1 MiB is absent.
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

/** Returns a number, 0 if there is none. */
export function countOf(value: unknown): number {
  const number = typeof value === "bigint" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) && number > 0 ? Math.trunc(number) : 0;
}

/** Returns a text, or a date in ISO 8601; undefined if there is none. */
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

/** The texts in a list, however its writer nested it, in order. */
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
  // Front matter that is no JSON says nothing; the row's other columns stand.
  const parsed = parseJson(decoder.decode(value));
  if (parsed === undefined) return undefined;
  const kept = CARD_DATA.map((name) => [name, fieldOf(parsed, name)] as const);
  return Object.fromEntries(kept.filter(([, one]) => one !== undefined));
}

/** Copied, so that the page it lies in can go. */
function bytesOf(value: unknown): Uint8Array | null {
  return value instanceof Uint8Array ? value.slice(0, MAX_CARD_BYTES) : null;
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  const field: unknown = Reflect.get(value, name);
  return field;
}

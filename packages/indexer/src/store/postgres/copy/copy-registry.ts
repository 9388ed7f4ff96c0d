import { createHash } from "node:crypto";
import { Fault } from "@hugginggpt/shared";
import type { PostgresDatabase, PostgresTransaction } from "@hugginggpt/shared/postgres";
import type { RegistryDatabase } from "../../database/registry-database.js";
import { Fts5Terms } from "../../texts/fts5-terms.js";
import { NEXT_STATE } from "../committed-state.js";
import { searchVectors } from "../search-vector.js";
import { getMeta, setMeta } from "../write/meta.js";
import {
  allRows,
  type CopiedTable,
  OF_MODELS,
  putRows,
  rowsBetween,
  rowsInJson,
  WHOLE,
} from "./copied-tables.js";

const BATCH = 500;
/** The key in `meta` of the copy's progress. */
const NOTE = "note:copied";

/** The number of rows of each copied table. */
export type CopiedRows = Readonly<Record<CopiedTable, number>>;

export interface CopyOptions {
  /** Called after each batch with the number of copied models and the number of all. */
  readonly onProgress: (done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
  /** Models written in one transaction, with all their rows. Default 500. */
  readonly batch?: number;
}

/** How far the copy of one state of a registry has come. */
interface Position {
  /** Identifies that state. */
  readonly source: string;
  /** Models up to this row number are copied, with all their rows. */
  readonly row: number;
  readonly done: boolean;
}

const NEXT = "SELECT row FROM models WHERE row > ? ORDER BY row LIMIT ?";
const TEXTS =
  "SELECT rowid AS row, title, tags, summary AS lead, body FROM texts WHERE rowid > ? AND rowid <= ?";
const PUT_TEXTS = `
INSERT INTO hugginggpt.texts (row, length, terms)
SELECT row, length, terms::tsvector FROM unnest($1::int[], $2::int[], $3::text[]) AS given (row, length, terms)`;
const EMPTY = `TRUNCATE ${[...OF_MODELS, ...WHOLE, "texts"].map((table) => `hugginggpt.${table}`).join(", ")} RESTART IDENTITY`;
/** The starter set and the built-in tools, which every registry has, do not count. */
const HAS_MODELS = `
SELECT EXISTS (SELECT FROM hugginggpt.models WHERE source IN ('hub', 'seed')) OR EXISTS (SELECT FROM hugginggpt.cursors) AS used`;
const CONTINUE_NUMBERING = `
SELECT setval(pg_get_serial_sequence('hugginggpt.models', 'row'), greatest(1, (SELECT max(row) FROM hugginggpt.models)))`;

/**
 * Copies one state of a registry from SQLite into a database, in batches, and returns how many rows the registry has.
 * After a kill, the next call continues, and no row is there twice. If the registry has changed meanwhile, the copy
 * starts again; a finished copy stays.
 * @throws Fault USAGE for a database that holds another registry; as the databases do; the signal's reason.
 */
export async function copyRegistry(
  from: RegistryDatabase,
  to: PostgresDatabase,
  { onProgress, signal, batch = BATCH }: CopyOptions,
): Promise<CopiedRows> {
  const source = nameOf(from);
  let at = await beginning(to, source);
  const total = count(from, "models");
  const terms = new Fts5Terms();
  const next = from.sql.prepare<[number, number], number>(NEXT).pluck();
  let done = at.done
    ? total
    : (from.sql.prepare<[number], number>("SELECT count(*) FROM models WHERE row <= ?").pluck().get(at.row) ??
      0);
  while (!at.done) {
    signal?.throwIfAborted();
    onProgress(done, total);
    const rows = next.all(at.row, batch);
    const last = rows.at(-1);
    const after: Position = { source, row: last ?? at.row, done: last === undefined };
    const before = at.row;
    await to.write(async ({ query }) => {
      await query(NEXT_STATE);
      if (last === undefined) await copyRest(query, from);
      else await copyModels(query, from, terms, before, last);
      await setMeta(query, NOTE, JSON.stringify(after));
    });
    at = after;
    done += rows.length;
  }
  onProgress(total, total);
  const entries = [...OF_MODELS, ...WHOLE].map((table) => [table, count(from, table)]);
  // The cast: `fromEntries` does not follow the list.
  return Object.fromEntries(entries) as CopiedRows;
}

async function beginning(to: PostgresDatabase, source: string): Promise<Position> {
  const note = await getMeta((sql, values) => to.query(sql, values), NOTE);
  const known: Position | null = note === null ? null : JSON.parse(note);
  if (known?.source === source) return known;
  const [found] = await to.query<{ used: boolean }>(HAS_MODELS);
  if (known?.done || (known === null && found?.used)) throw usedFault(to.name);
  const start: Position = { source, row: 0, done: false };
  await to.write(async ({ query }) => {
    await query(NEXT_STATE);
    await query(EMPTY);
    await setMeta(query, NOTE, JSON.stringify(start));
  });
  return start;
}

async function copyModels(
  query: PostgresTransaction["query"],
  from: RegistryDatabase,
  terms: Fts5Terms,
  after: number,
  to: number,
): Promise<void> {
  for (const table of OF_MODELS) {
    const rows = rowsBetween(from.sql, table, after, to);
    if (rows.length > 0) await query(putRows(table), [rowsInJson(rows)]);
  }
  type Text = Record<"title" | "tags" | "lead" | "body", string> & { readonly row: number };
  const texts = from.sql.prepare<[number, number], Text>(TEXTS).all(after, to);
  const written = searchVectors(texts, terms);
  await query(PUT_TEXTS, [
    texts.map(({ row }) => row),
    written.map(({ length }) => length),
    written.map(({ vector }) => vector),
  ]);
}

async function copyRest(query: PostgresTransaction["query"], from: RegistryDatabase): Promise<void> {
  for (const table of WHOLE) await query(putRows(table), [rowsInJson(allRows(from.sql, table))]);
  await query(CONTINUE_NUMBERING);
}

/** Returns a hash that identifies the state of a registry: every turn of a sync and every vector changes it. */
function nameOf({ sql }: RegistryDatabase): string {
  const counts = [...OF_MODELS].map((table) => sql.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  const parts = [counts, ...WHOLE.map((table) => allRows(sql, table))];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

function count({ sql }: RegistryDatabase, table: CopiedTable): number {
  return sql.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
}

function usedFault(name: string): Fault {
  return new Fault("USAGE", "The database holds another registry", {
    wanted: "an empty database",
    came: name,
    next: "Give the address of another one, or drop the schema hugginggpt in it.",
  });
}

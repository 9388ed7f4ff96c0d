import type { PostgresDatabase } from "@hugginggpt/shared/postgres";
import type { RegistryDatabase } from "../store/database/registry-database.js";
import { searchVectors } from "../store/postgres/search-vector.js";
import { Fts5Terms } from "../store/texts/fts5-terms.js";

/** Rows in one statement. */
const BATCH = 500;
const TABLES = ["models", "model_languages", "cards", "aliases", "endpoints", "vectors", "meta"];
const JSONS = ["tags", "languages", "profile"];
const BOOLEANS = ["base_found", "needs_vector", "without_token"];
const TEXTS = "SELECT rowid AS row, title, tags, summary AS lead, body FROM texts ORDER BY rowid";

type Row = Readonly<Record<string, unknown>>;
type TextRow = Parameters<typeof searchVectors>[0][number] & { readonly row: number };

/**
 * Copies what searches read of a registry into an empty one in PostgreSQL, so that both have the same models in the same
 * rows: quickly, and without the ways of a sync.
 */
export async function copyRegistry(from: RegistryDatabase, to: PostgresDatabase): Promise<void> {
  for (const table of TABLES)
    await insert(to, table, from.sql.prepare<[], Row>(`SELECT * FROM ${table}`).iterate());
  await insert(to, "texts", vectorsOf(from.sql.prepare<[], TextRow>(TEXTS).iterate()));
  await to.query("UPDATE hugginggpt.registry_state SET number = number + 1");
  await to.query("SELECT setval('hugginggpt.models_row_seq', max(row)) FROM hugginggpt.models");
}

async function insert(db: PostgresDatabase, table: string, rows: Iterable<Row>): Promise<void> {
  for (const batch of batches(rows)) {
    const columns = Object.keys(batch[0] ?? {}).join(", ");
    await db.query(
      `INSERT INTO hugginggpt.${table} (${columns}) OVERRIDING SYSTEM VALUE
       SELECT ${columns} FROM json_populate_recordset(NULL::hugginggpt.${table}, $1::json)`,
      [JSON.stringify(batch.map(plain))],
    );
  }
}

function plain(row: Row): Row {
  const values = Object.entries(row).map(([name, value]) => {
    if (JSONS.includes(name) && typeof value === "string") return [name, JSON.parse(value)];
    if (BOOLEANS.includes(name)) return [name, value === 1];
    return [name, Buffer.isBuffer(value) ? `\\x${value.toString("hex")}` : value];
  });
  return Object.fromEntries(values);
}

function* vectorsOf(rows: Iterable<TextRow>): Generator<Row> {
  const terms = new Fts5Terms();
  for (const batch of batches(rows)) {
    const found = searchVectors(batch, terms);
    for (const [i, { row }] of batch.entries())
      yield { row, length: found[i]?.length, terms: found[i]?.vector };
  }
}

function* batches<T>(rows: Iterable<T>): Generator<T[]> {
  let batch: T[] = [];
  for (const row of rows) {
    if (batch.push(row) < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

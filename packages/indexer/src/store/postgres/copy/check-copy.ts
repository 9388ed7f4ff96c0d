import { isDeepStrictEqual } from "node:util";
import type { PostgresDatabase } from "@hugginggpt/shared/postgres";
import type { RegistryDatabase } from "../../database/registry-database.js";
import { OF_MODELS, rowsBetween, rowsInJson, WHOLE } from "./copied-tables.js";
import type { CopiedRows } from "./copy-registry.js";

/** Models whose content is compared, spread over all. */
const SAMPLES = 100;

/** What a comparison of a copy with its source found. */
export interface CopyCheck {
  /** Models of which every row of every table was compared. */
  readonly sampled: number;
  /** What differs, in words; empty where nothing does. */
  readonly differences: readonly string[];
}

/** Compares a copy with its source: how many rows each table has, and all that belongs to some of the models. */
export async function checkCopy(
  from: RegistryDatabase,
  to: PostgresDatabase,
  rows: CopiedRows,
): Promise<CopyCheck> {
  const differences: string[] = [];
  for (const table of [...OF_MODELS, ...WHOLE]) {
    const [found] = await to.query<{ n: number }>(`SELECT count(*) AS n FROM hugginggpt.${table}`);
    // How far the copy is, is noted there too.
    const wanted = rows[table] + (table === "meta" ? 1 : 0);
    if (found?.n !== wanted) differences.push(`${table}: ${found?.n} rows, not ${wanted}`);
  }
  const all = from.sql.prepare<[], number>("SELECT row FROM models ORDER BY row").pluck().all();
  const step = Math.max(1, Math.floor(all.length / SAMPLES));
  const sampled = all.filter((_, at) => at % step === 0);
  for (const table of OF_MODELS) {
    const wanted: unknown[] = JSON.parse(
      rowsInJson(sampled.flatMap((row) => rowsBetween(from.sql, table, row - 1, row))),
    );
    const stored = await to.query<{ at: object }>(
      `SELECT to_jsonb(t) AS at FROM hugginggpt.${table} AS t WHERE row = ANY($1::int[])`,
      [sampled],
    );
    const came = stored.map(({ at }) => at);
    if (!sameRows(wanted, came)) differences.push(`${table}: the content of some rows`);
  }
  return { sampled: sampled.length, differences };
}

function sameRows(wanted: readonly unknown[], came: readonly unknown[]): boolean {
  const sorted = (rows: readonly unknown[]) => rows.map(inOrder).sort();
  return isDeepStrictEqual(sorted(wanted), sorted(came));
}

/** Columns and keys have no order, and SQLite has 0 and 1 for false and true. */
function inOrder(row: unknown): string {
  return JSON.stringify(row, (_key, value: unknown) => {
    if (typeof value === "boolean") return Number(value);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

import { isDeepStrictEqual } from "node:util";
import type { PostgresDatabase } from "@hugginggpt/shared/postgres";
import type { RegistryDatabase } from "../../database/registry-database.js";
import { OF_MODELS, rowsBetween, rowsInJson, WHOLE } from "./copied-tables.js";
import type { CopiedRows } from "./copy-registry.js";

/** Number of models whose content is compared, spread over all. */
const SAMPLES = 100;

/** What a comparison of a copy with its source found. */
export interface CopyCheck {
  /** Number of models of which every row of every table was compared. */
  readonly sampled: number;
  /** The differences in words; empty if there are none. */
  readonly differences: readonly string[];
}

/** Compares a copy with its source: the number of rows of each table, and every row of a sample of models. */
export async function checkCopy(
  from: RegistryDatabase,
  to: PostgresDatabase,
  rows: CopiedRows,
): Promise<CopyCheck> {
  const differences: string[] = [];
  for (const table of [...OF_MODELS, ...WHOLE]) {
    const [found] = await to.query<{ n: number }>(`SELECT count(*) AS n FROM hugginggpt.${table}`);
    // The note of the copy's progress is one more row.
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

/** Returns a row as JSON with sorted keys; SQLite stores false and true as 0 and 1. */
function inOrder(row: unknown): string {
  return JSON.stringify(row, (_key, value: unknown) => {
    if (typeof value === "boolean") return Number(value);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

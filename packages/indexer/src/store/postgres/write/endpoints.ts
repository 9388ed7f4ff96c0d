import type { Endpoint } from "@hugginggpt/shared";
import type { PostgresTransaction } from "@hugginggpt/shared/postgres";
import { endpoints } from "../../database/schema.js";
import { type EndpointRow, rowOfEndpoint } from "../../records/endpoint-row.js";
import { asciiLower } from "./ascii-lower.js";
import { insertInto } from "./table-columns.js";

const COLUMNS = [
  "row",
  "kind",
  "provider",
  "task",
  "status",
  "target",
  "priceInput",
  "priceOutput",
  "latencyMs",
  "throughput",
] as const satisfies readonly (keyof EndpointRow)[];

const FIND = `
  SELECT row, lower(id) AS id FROM hugginggpt.models WHERE lower(id) = ANY($1::text[]) AND source <> 'builtin'`;
const DELETE = "DELETE FROM hugginggpt.endpoints WHERE provider = $1";
const PUT = `
  WITH put AS (${insertInto(endpoints, COLUMNS, "ON CONFLICT DO NOTHING RETURNING 1")}) SELECT count(*) AS n FROM put`;

type Query = PostgresTransaction["query"];

/** Replaces all endpoints of one provider, and returns how many are kept (`RegistryStore.replaceEndpoints`). */
export async function replaceEndpoints(
  query: Query,
  provider: string,
  given: readonly { readonly id: string; readonly endpoint: Endpoint }[],
): Promise<number> {
  await query(DELETE, [provider]);
  const its = given.filter(({ endpoint }) => endpoint.provider === provider);
  if (its.length === 0) return 0;
  const ids = [...new Set(its.map(({ id }) => asciiLower(id)))];
  const found = await query<{ row: number; id: string }>(FIND, [ids]);
  const rows = new Map(found.map(({ row, id }) => [id, row]));
  return await putEndpoints(
    query,
    its.flatMap(({ id, endpoint }) => {
      const row = rows.get(asciiLower(id));
      return row === undefined ? [] : rowOfEndpoint(row, endpoint);
    }),
  );
}

/** Writes endpoints, and returns the number of new ones. */
export async function putEndpoints(query: Query, rows: readonly EndpointRow[]): Promise<number> {
  return (await query<{ n: number }>(PUT, [JSON.stringify(rows)]))[0]?.n ?? 0;
}

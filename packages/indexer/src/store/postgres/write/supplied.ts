import { BUILTIN_TOOLS, builtinEndpoint } from "@hugginggpt/shared";
import type { PostgresTransaction } from "@hugginggpt/shared/postgres";
import { models } from "../../database/schema.js";
import { rowOfEndpoint } from "../../records/endpoint-row.js";
import type { ModelRow } from "../../records/model-row.js";
import { builtinRecords, hasBuiltins, supply, supplyBuiltins } from "../../records/supplied.js";
import { ANY_MODEL } from "../../statements/bookkeeping.js";
import { asciiLower } from "./ascii-lower.js";
import { putEndpoints } from "./endpoints.js";
import { changeModels } from "./model-change.js";
import { namedColumns } from "./table-columns.js";
import type { PostgresTexts } from "./texts.js";

const BUILTINS = `
  SELECT ${namedColumns(models, "m")} FROM hugginggpt.models AS m
  WHERE lower(id) >= 'builtin/' AND lower(id) < 'builtin0' AND source = 'builtin'`;

type Query = PostgresTransaction["query"];

/** Returns the stored built-in tools if they are out of date; null if they are not. */
export async function outdatedBuiltins(query: Query): Promise<readonly ModelRow[] | null> {
  const known = await query<ModelRow>(BUILTINS);
  return hasBuiltins(known) ? null : known;
}

/** Writes the built-in tools, and removes stored ones that no longer ship. */
export async function putBuiltins(
  transaction: PostgresTransaction,
  texts: PostgresTexts,
  known: readonly ModelRow[],
): Promise<void> {
  const ids = [...builtinRecords().map(({ record }) => record.id), ...known.map(({ id }) => id)];
  await changeModels(transaction, texts, { ids, withCards: true }, async (change) =>
    supplyBuiltins(change, known),
  );
  const stored = await transaction.query<ModelRow>(BUILTINS);
  const rows = new Map(stored.map(({ id, row }) => [asciiLower(id), row]));
  await putEndpoints(
    transaction.query,
    BUILTIN_TOOLS.flatMap((tool) => {
      const row = rows.get(asciiLower(tool.id));
      return row === undefined ? [] : rowOfEndpoint(row, builtinEndpoint(tool));
    }),
  );
}

/** Returns true if there is a model that does not ship with this program. */
export async function hasModels(query: Query): Promise<boolean> {
  return (await query(ANY_MODEL)).length > 0;
}

/** Writes the starter set, and returns how many models it has. */
export async function putStarters(transaction: PostgresTransaction, texts: PostgresTexts): Promise<number> {
  // The Hub's own pages are large, and read at the first start only.
  const { starterRecords } = await import("../../records/starter-set.js");
  const supplied = starterRecords();
  const wanted = { ids: supplied.map(({ record }) => record.id), withCards: true };
  await changeModels(transaction, texts, wanted, async (change) => supply(change, supplied));
  return supplied.length;
}

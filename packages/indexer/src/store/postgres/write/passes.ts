import { resolveTask } from "@hugginggpt/shared";
import type { PostgresTransaction } from "@hugginggpt/shared/postgres";
import type { ListingCursor, ListingState, PassReach } from "../../../ports/registry-store.js";
import { cursors, models } from "../../database/schema.js";
import type { ModelRow } from "../../records/model-row.js";
import { insertInto, namedColumns } from "./table-columns.js";

const CURSOR = ["scope", "kind", "task", "pass", "next", "done", "watermark", "since"] as const;

const READ = `SELECT ${namedColumns(cursors, "c")} FROM hugginggpt.cursors AS c WHERE scope = $1`;
const MOVE = insertInto(
  cursors,
  CURSOR,
  `ON CONFLICT (scope) DO UPDATE SET (kind, task, pass, next, done, watermark, since) =
    (excluded.kind, excluded.task, excluded.pass, excluded.next, excluded.done, excluded.watermark, excluded.since)`,
);
const LAST = "SELECT coalesce(max(pass), 0) AS n FROM hugginggpt.cursors";
const SEEN_AFTER = "SELECT count(*) AS n FROM hugginggpt.models WHERE pass > $1";
const VOID_OTHERS = `
  UPDATE hugginggpt.full_passes SET void = true WHERE scope <> $1 AND (task IS NULL OR $2::text IS NULL OR task = $2)`;
/** May run twice for one pass: a pass that became void meanwhile stays void. */
const COMPLETE = `
  INSERT INTO hugginggpt.full_passes AS p (scope, task, began) VALUES ($1, $2, $3)
  ON CONFLICT (scope) DO UPDATE SET
    void = p.began = excluded.began AND p.void, task = excluded.task, began = excluded.began`;
const LAST_FULL = "SELECT began FROM hugginggpt.full_passes WHERE scope = $1 AND NOT void";
const LISTINGS = `
  SELECT c.scope, c.done, p.began AS "fullPass"
  FROM hugginggpt.cursors AS c LEFT JOIN hugginggpt.full_passes AS p ON p.scope = c.scope AND NOT p.void
  ORDER BY c.scope`;
/** The part of an id before the slash is its owner; empty for a legacy id. */
const UNSEEN = `
  SELECT ${namedColumns(models, "m")} FROM hugginggpt.models AS m
  WHERE source <> 'builtin' AND pass < $1 AND ($2::text IS NULL OR task = $2)
    AND ($3::text IS NULL OR lower(CASE WHEN strpos(id, '/') > 0 THEN split_part(id, '/', 1) ELSE '' END) = $3)
    AND NOT ($4 AND EXISTS (SELECT FROM hugginggpt.endpoints AS e WHERE e.row = m.row AND e.status = 'live'))
  ORDER BY row`;

type Query = PostgresTransaction["query"];

export async function readCursor(query: Query, scope: string): Promise<ListingCursor | null> {
  return (await query<ListingCursor>(READ, [scope]))[0] ?? null;
}

/** Returns the largest number of a pass in any scope; 0 before the first. */
export async function lastPass(query: Query): Promise<number> {
  return (await query<{ n: number }>(LAST))[0]?.n ?? 0;
}

export async function seenAfter(query: Query, pass: number): Promise<number> {
  return (await query<{ n: number }>(SEEN_AFTER, [pass]))[0]?.n ?? 0;
}

export async function moveCursor(query: Query, cursor: ListingCursor): Promise<void> {
  await query(MOVE, [JSON.stringify([cursor])]);
}

/** Notes the end of a full pass. If it removed models, complete passes of other scopes over the same models no longer count. */
export async function completePass(
  query: Query,
  { scope, task, watermark }: ListingCursor,
  removed: number,
): Promise<void> {
  if (removed > 0) await query(VOID_OTHERS, [scope, task]);
  await query(COMPLETE, [scope, task, watermark]);
}

export async function lastFullPass(query: Query, scope: string): Promise<string | null> {
  return (await query<{ began: string }>(LAST_FULL, [scope]))[0]?.began ?? null;
}

export function readListings(query: Query): Promise<ListingState[]> {
  return query<ListingState>(LISTINGS);
}

/** Returns the models that a pass did not see and may remove (`RegistryStore.finishFullPass`). */
export function unseenBy(
  query: Query,
  { pass, task }: ListingCursor,
  { author, sparesRunnable = false }: PassReach,
): Promise<ModelRow[]> {
  const today = task === null ? null : (resolveTask(task) ?? task);
  return query<ModelRow>(UNSEEN, [pass, today, author?.toLowerCase() ?? null, sparesRunnable]);
}

import { resolveTask } from "@hugginggpt/shared";
import type { ListingCursor, ListingState, PassReach } from "../../ports/registry-store.js";

export const READ_CURSOR = `
  SELECT scope, kind, task, pass, next, done, watermark, since FROM hugginggpt.cursors WHERE scope = $1`;
export const PUT_CURSOR = `
  INSERT INTO hugginggpt.cursors (scope, kind, task, pass, next, done, watermark, since)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (scope) DO UPDATE SET (kind, task, pass, next, done, watermark, since) =
    (excluded.kind, excluded.task, excluded.pass, excluded.next, excluded.done, excluded.watermark, excluded.since)`;
export const LISTINGS = `
  SELECT c.scope, c.done, p.began AS "fullPass"
  FROM hugginggpt.cursors AS c LEFT JOIN hugginggpt.full_passes AS p ON p.scope = c.scope AND NOT p.void
  ORDER BY c.scope`;

export const LAST_PASS = "SELECT coalesce(max(pass), 0) AS n FROM hugginggpt.cursors";
export const SEEN_AFTER = "SELECT count(*) AS n FROM hugginggpt.models WHERE pass > $1";
export const LAST_FULL_PASS = "SELECT began FROM hugginggpt.full_passes WHERE scope = $1 AND NOT void";
/** After a full pass removed models, complete passes of other scopes over the same models no longer count. */
export const VOID_OTHERS = `
  UPDATE hugginggpt.full_passes SET void = true
  WHERE scope <> $1 AND (task IS NULL OR CAST($2 AS text) IS NULL OR task = $2)`;
/** Notes the end of a full pass. May run twice for one pass: a pass that became void meanwhile stays void. */
export const COMPLETE_PASS = `
  INSERT INTO hugginggpt.full_passes AS p (scope, task, began) VALUES ($1, $2, $3)
  ON CONFLICT (scope) DO UPDATE SET
    void = (p.began = excluded.began AND p.void), task = excluded.task, began = excluded.began`;

/** Selects the models that a pass did not see and may remove (`RegistryStore.finishFullPass`). */
export function unseen(columns: string): string {
  return `
  SELECT ${columns} FROM hugginggpt.models AS m
  WHERE source <> 'builtin' AND pass < $1 AND (CAST($2 AS text) IS NULL OR task = $2)
    AND (CAST($3 AS text) IS NULL OR substr(lower(id), 1, length($3) + 1) = $3 || '/')
    AND NOT ($4 AND EXISTS (SELECT 1 FROM hugginggpt.endpoints AS e WHERE e.row = m.row AND e.status = 'live'))
  ORDER BY row`;
}

/** Returns the values of `unseen`. */
export function unseenValues(
  { pass, task }: ListingCursor,
  { author, sparesRunnable = false }: PassReach,
): (string | number | null)[] {
  const today = task === null ? null : (resolveTask(task) ?? task);
  return [pass, today, author?.toLowerCase() ?? null, Number(sparesRunnable)];
}

/** Returns the values of `PUT_CURSOR`. */
export function cursorValues(cursor: ListingCursor): (string | number | null)[] {
  const { scope, kind, task, pass, next, done, watermark, since } = cursor;
  return [scope, kind, task, pass, next, Number(done), watermark, since];
}

/** SQLite has numbers for booleans. */
type Stored<T extends { readonly done: boolean }> = Omit<T, "done"> & { readonly done: boolean | number };

/** Returns the row of `READ_CURSOR` as a cursor; null if there is none. */
export function cursorIn([row]: readonly Stored<ListingCursor>[]): ListingCursor | null {
  return row === undefined ? null : { ...row, done: Boolean(row.done) };
}

/** Returns the rows of `LISTINGS`. */
export function listingsIn(rows: readonly Stored<ListingState>[]): ListingState[] {
  return rows.map((row) => ({ ...row, done: Boolean(row.done) }));
}

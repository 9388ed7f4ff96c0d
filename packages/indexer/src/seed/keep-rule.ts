import { resolveTask, type TaskId } from "@hugginggpt/shared";
import { countOf, textOf } from "./row-item.js";

/** Which rows of a bulk file are kept: the rule by which a sync keeps models. */
export interface KeepRule {
  /** A model is kept when it has at least so many downloads in 30 days, or `minLikes` likes. */
  readonly minDownloads: number;
  readonly minLikes: number;
  /** Empty: all. */
  readonly tasks: readonly TaskId[];
  /** Models to keep at most, the most downloaded first; absent: all that pass. */
  readonly limit?: number | undefined;
}

/** What the rule reads of a row. */
export interface RankedRow {
  /** Number of the row in the file, from 0. */
  readonly row: number;
  readonly downloads: number;
}

/** Columns that the rule reads, in both layouts. */
export const RULE_COLUMNS = ["likes", "downloads", "pipeline_tag"] as const;

/** Returns true if a row passes the limits on likes, downloads and task. */
export function passes(row: Readonly<Record<string, unknown>>, rule: KeepRule): boolean {
  const known = countOf(row.likes) >= rule.minLikes || countOf(row.downloads) >= rule.minDownloads;
  if (!known || rule.tasks.length === 0) return known;
  const task = resolveTask(textOf(row.pipeline_tag) ?? "");
  return task !== null && rule.tasks.includes(task);
}

/**
 * Returns a filter for the `limit` most downloaded of the rows that pass, ties by their place in the file; the rows are
 * given in the file's order. Keeps everything if there are no more than that.
 */
export function mostDownloaded(rows: readonly RankedRow[], limit: number): (row: RankedRow) => boolean {
  if (rows.length <= limit) return () => true;
  const sorted = Float64Array.from(rows, ({ downloads }) => downloads).sort();
  const least = sorted[sorted.length - limit] ?? 0;
  const above = rows.filter(({ downloads }) => downloads > least).length;
  const tied = rows.filter(({ downloads }) => downloads === least);
  const last = tied[limit - above - 1]?.row ?? -1;
  return ({ row, downloads }) => downloads > least || (downloads === least && row <= last);
}

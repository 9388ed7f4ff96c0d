import { resolveTask, type TaskId } from "@hugginggpt/shared";
import { countOf, textOf } from "./row-item.js";

/** Which rows of a bulk file are kept; a sync keeps models by the same rule. */
export interface KeepRule {
  /** A model is kept if it has at least so many downloads in 30 days, or `minLikes` likes. */
  readonly minDownloads: number;
  readonly minLikes: number;
  /** Empty for all tasks. */
  readonly tasks: readonly TaskId[];
  /** The most models to keep, the most downloaded ones; absent: all that pass. */
  readonly limit?: number | undefined;
}

/** A row as the rule ranks it. */
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
 * Returns a filter for the `limit` most downloaded of these rows, which are in the file's order; among equal ones, the
 * first in the file. Keeps all if there are no more.
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

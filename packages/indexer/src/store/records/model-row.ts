import { type ModelRecord, resolveTask } from "@hugginggpt/shared";
import type { models } from "../database/schema.js";

export type ModelRow = typeof models.$inferSelect;
export type NewModelRow = Omit<
  ModelRow,
  "row" | "pass" | "words" | "textHash" | "profile" | "needsVector" | "baseFound"
>;

/** Returns a record as the columns of `models`. */
export function rowOfRecord(record: ModelRecord): NewModelRow {
  const { task, gated, hubId, ...same } = record;
  return {
    ...same,
    hubId: hubId ?? null,
    tag: task,
    task: task === null ? null : resolveTask(task),
    gated: gated === false ? null : gated,
  };
}

/** Returns the record that `rowOfRecord` was given. */
export function recordOfRow(row: ModelRow): ModelRecord {
  // Written out: to take the other columns away with `...same` costs several times as much, three times for each model.
  return {
    id: row.id,
    source: row.source,
    task: row.tag,
    downloads: row.downloads,
    likes: row.likes,
    tags: row.tags,
    library: row.library,
    license: row.license,
    languages: row.languages,
    parameters: row.parameters,
    gated: row.gated ?? false,
    sha: row.sha,
    createdAt: row.createdAt,
    lastModified: row.lastModified,
    baseModel: row.baseModel,
    baseRelation: row.baseRelation,
    ...(row.hubId === null ? {} : { hubId: row.hubId }),
  };
}

/** What the searched text is made of; a change of other columns leaves it as it is. */
const DESCRIBED = ["id", "tag", "tags", "library", "languages", "baseModel", "baseRelation"] as const;

/** Returns true if two rows of one model are searched by the same text, given the same cards. */
export function sameDescription(a: NewModelRow, b: NewModelRow): boolean {
  return DESCRIBED.every((column) => equal(a[column], b[column]));
}

/** Returns true if two rows of one model say the same. */
export function sameRow(a: NewModelRow, b: NewModelRow): boolean {
  return COLUMNS.every((column) => equal(a[column], b[column]));
}

/** All columns that a record decides. */
export const COLUMNS = [
  ...DESCRIBED,
  "source",
  "task",
  "downloads",
  "likes",
  "license",
  "parameters",
  "gated",
  "sha",
  "createdAt",
  "lastModified",
  "hubId",
] as const satisfies readonly (keyof NewModelRow)[];

function equal(a: unknown, b: unknown): boolean {
  return (
    a === b ||
    (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => item === b[i]))
  );
}

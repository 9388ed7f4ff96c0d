import type { TaskId } from "../tasks/task-id.js";

/**
 * Where a record came from. `seed` is a bulk file of others; it and `starter` are replaced by `hub` once a sync has
 * read the Hub.
 */
export type RecordSource = "hub" | "seed" | "starter" | "builtin";

/**
 * How a model relates to its base model, in the Hub's words; `copy` is ours: another owner's upload with the same name
 * and card.
 */
export type BaseRelation = "finetune" | "quantized" | "adapter" | "merge" | "copy";

/** What the Hub says of a model. Absent facts are null, never invented. */
export interface ModelRecord {
  /** Repository id, `owner/name`, or a legacy id without owner. */
  readonly id: string;
  /**
   * The Hub's own number of the repository, 24 hex digits: a rename keeps it, and another upload under the same id has
   * another one. Absent if it is unknown.
   */
  readonly hubId?: string;
  readonly source: RecordSource;
  /** Pipeline tag as the Hub gives it, or an alias of a removed one; null if the Hub has none. */
  readonly task: TaskId | string | null;
  /** Downloads in the last 30 days; 0 if the Hub gives none. */
  readonly downloads: number;
  readonly likes: number;
  readonly tags: readonly string[];
  readonly library: string | null;
  /** Licence id in the Hub's spelling (`apache-2.0`); null if none is declared. */
  readonly license: string | null;
  /** ISO 639 codes, lower case, without duplicates. */
  readonly languages: readonly string[];
  /** Number of parameters; null if the Hub does not know. */
  readonly parameters: number | null;
  readonly gated: false | "auto" | "manual";
  /** Commit of the main branch, 40 hex digits; null for records that are not the Hub's. */
  readonly sha: string | null;
  /** ISO 8601. */
  readonly createdAt: string | null;
  readonly lastModified: string | null;
  readonly baseModel: string | null;
  readonly baseRelation: BaseRelation | null;
}

/** A record of which nothing is known but what its maker adds: id, source and task. */
export const BARE_RECORD: Omit<ModelRecord, "id" | "source" | "task"> = {
  downloads: 0,
  likes: 0,
  tags: [],
  library: null,
  license: null,
  languages: [],
  parameters: null,
  gated: false,
  sha: null,
  createdAt: null,
  lastModified: null,
  baseModel: null,
  baseRelation: null,
};

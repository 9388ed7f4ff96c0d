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

/** What the Hub says about a model. Missing facts are null, never invented. */
export interface ModelRecord {
  /** The repository id, `owner/name`, or a legacy id without owner. */
  readonly id: string;
  /**
   * The Hub's internal id of the repository, 24 hex digits. A rename keeps it, and a new upload under the same id has
   * another. Absent if unknown.
   */
  readonly hubId?: string;
  readonly source: RecordSource;
  /** The Hub's pipeline tag, or an alias of a removed one; null if the Hub has none. */
  readonly task: TaskId | string | null;
  /** Downloads in the last 30 days; 0 if the Hub states none. */
  readonly downloads: number;
  readonly likes: number;
  readonly tags: readonly string[];
  readonly library: string | null;
  /** The licence id in the Hub's spelling (`apache-2.0`); null if none is declared. */
  readonly license: string | null;
  /** ISO 639 codes, lower case, without duplicates. */
  readonly languages: readonly string[];
  /** The number of parameters; null if the Hub does not know. */
  readonly parameters: number | null;
  readonly gated: false | "auto" | "manual";
  /** The commit of the main branch, 40 hex digits; null for records that are not the Hub's. */
  readonly sha: string | null;
  /** ISO 8601. */
  readonly createdAt: string | null;
  readonly lastModified: string | null;
  readonly baseModel: string | null;
  readonly baseRelation: BaseRelation | null;
}

/** A record without facts, to which id, source and task are added. */
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

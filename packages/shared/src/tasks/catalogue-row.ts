import type { ValueType } from "../nouns/value.js";
import type { TaskId } from "./task-id.js";
import type { ArgSpec } from "./task-spec.js";

/** What we add to the Hub's own description of a task. */
export interface CatalogueRow {
  /** The title of a task that the Hub has no title for. */
  readonly name?: string;
  readonly summary: string;
  /** Absent: the summary. */
  readonly hint?: string;
  /** Absent if it is never requested on its own. */
  readonly words?: string;
  readonly args: readonly ArgSpec[];
  readonly outputs: readonly ValueType[];
  readonly equivalents?: readonly TaskId[];
  readonly aliases?: readonly string[];
  readonly controllerCanDo?: true;
  readonly controllerCanSee?: true;
  readonly textIsResult?: true;
  readonly textMayBeEmpty?: true;
  readonly heading?: string;
}

import type { TaskId } from "@hugginggpt/shared";
import type { Weights } from "../worker/messages.js";

/** Where a model lies: in our own folder, in the Hub's cache, or in a folder of the user's. */
export type ModelPlace = "pulled" | "hub-cache" | "folder";

/** A model that is on this machine. */
export interface LocalModel {
  /** Its id on the Hub; `local:/path` for a folder. */
  readonly id: string;
  readonly place: ModelPlace;
  /** The folder with its files. */
  readonly dir: string;
  /** Commit of its repository; null for a folder. */
  readonly revision: string | null;
  /** What it was pulled for; null in the Hub's cache, which does not say. */
  readonly task: TaskId | null;
  /** The weights that were pulled; null: chosen among the folder's when it is loaded. */
  readonly weights: Weights | null;
  /** On disk. */
  readonly bytes: number;
}

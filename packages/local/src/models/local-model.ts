import type { TaskId } from "@hugginggpt/shared";
import type { Weights } from "../worker/messages.js";

/** Where a model is: in our own folder, in the Hub's cache, or in a folder of the user's. */
export type ModelPlace = "pulled" | "hub-cache" | "folder";

/** A model that is on this machine. */
export interface LocalModel {
  /** Its id on the Hub, or `local:/path` for a folder. */
  readonly id: string;
  readonly place: ModelPlace;
  /** The folder with its files. */
  readonly dir: string;
  /** The commit of its repository; null for a folder. */
  readonly revision: string | null;
  /** The task it was pulled for; null in the Hub's cache, which does not record it. */
  readonly task: TaskId | null;
  /** The pulled weights; null if they are chosen from the folder when the model is loaded. */
  readonly weights: Weights | null;
  /** Its size on disk. */
  readonly bytes: number;
}

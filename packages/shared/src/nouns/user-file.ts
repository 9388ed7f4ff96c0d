import type { SoundFacts } from "../sound/sound.js";
import type { DataType, MediaKind } from "./value.js";

/** A file that the user gave, offered to the planner as the handle `<FILE>-n`. */
export interface UserFile {
  /** 1 for the first. */
  readonly handle: number;
  /** The path as the user wrote it; recognised in plans, never opened from there. */
  readonly given: string;
  readonly name: string;
  readonly type: MediaKind | Extract<DataType, "text" | "table">;
  readonly mediaType: string;
  /** Of a text what it says, in UTF-8, whatever form the file has. */
  readonly bytes: Uint8Array;
  /** What of it could not be read, for the user. */
  readonly note?: string;
  /** What is heard in a recording; absent for everything else, and where its format cannot be decoded here. */
  readonly sound?: SoundFacts;
}

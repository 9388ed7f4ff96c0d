import type { SoundFacts } from "../sound/sound.js";
import type { DataType, MediaKind } from "./value.js";

/** An input file, which the planner sees as the handle `<FILE>-n`. */
export interface UserFile {
  /** 1 for the first. */
  readonly handle: number;
  /** The path as the user wrote it. It is recognised in plans, but plans never open it. */
  readonly given: string;
  readonly name: string;
  readonly type: MediaKind | Extract<DataType, "text" | "table">;
  readonly mediaType: string;
  /** The content. For any text format, its plain text in UTF-8. */
  readonly bytes: Uint8Array;
  /** A note for the user about a part that could not be read. */
  readonly note?: string;
  /** Measurements of a recording; absent for other files and formats that cannot be decoded here. */
  readonly sound?: SoundFacts;
}

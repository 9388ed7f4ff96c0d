import type { SoundFacts } from "../sound/sound.js";

/** The kinds of data that are no files, in the order in which an output is read as text. */
export const DATA_TYPES = [
  "text",
  "labels",
  "entities",
  "boxes",
  "masks",
  "keypoints",
  "segments",
  "numbers",
  "table",
  "vector",
] as const satisfies readonly (keyof Values)[];
export type DataType = (typeof DATA_TYPES)[number];

/** The kinds of data that are files. */
export const MEDIA_TYPES = ["image", "audio", "video", "3d"] as const;
export type MediaKind = (typeof MEDIA_TYPES)[number];

/** The kinds of data that flow between tasks: see `MODALITIES`. */
export type ValueType = DataType | MediaKind;

/** Returns true for the types that are files. */
export function isMediaKind(type: string): type is MediaKind {
  return MEDIA_TYPES.some((kind) => kind === type);
}

export interface Label {
  readonly label: string;
  /** Confidence, 0 to 1. */
  readonly score: number;
}

export interface Entity {
  /** Entity group: PER, LOC, ORG, MISC or a model's own. */
  readonly entity: string;
  readonly text: string;
  /** Confidence, 0 to 1; null if the tool gives none. */
  readonly score: number | null;
  /** UTF-16 offsets into the input; null if the tool gives none. */
  readonly start: number | null;
  readonly end: number | null;
}

export interface Box extends Label {
  /** Pixels from the top left corner. */
  readonly box: {
    readonly xmin: number;
    readonly ymin: number;
    readonly xmax: number;
    readonly ymax: number;
  };
}

export interface Mask {
  readonly label: string;
  readonly score: number | null;
  /** PNG, base64. */
  readonly mask: string;
}

/** A stretch of a recording. */
export interface Segment {
  readonly label: string;
  /** Seconds from the beginning. */
  readonly start: number;
  readonly end: number;
}

/** A point that was found in a picture: a joint, a landmark. */
export interface Keypoint {
  readonly label: string;
  /** Confidence, 0 to 1; null if the model gives none. */
  readonly score: number | null;
  /** Pixels from the top left corner. */
  readonly x: number;
  readonly y: number;
}

/** A table by column: every column has the same number of cells. */
export type Table = Readonly<Record<string, readonly string[]>>;

/** A file's content, in memory. */
export interface Media {
  readonly kind: MediaKind;
  readonly bytes: Uint8Array;
  /** By the content, not by what a server said. */
  readonly mediaType: string;
  /** A file name for multipart uploads and messages; never used as a path. */
  readonly name: string;
  /** What is heard in it; absent if it is no recording, or was not listened to. */
  readonly sound?: SoundFacts;
}

/** What each kind of data that is no file is made of. */
export interface Values {
  readonly text: string;
  readonly labels: readonly Label[];
  readonly entities: readonly Entity[];
  readonly boxes: readonly Box[];
  readonly masks: readonly Mask[];
  readonly keypoints: readonly Keypoint[];
  readonly segments: readonly Segment[];
  readonly numbers: readonly number[];
  readonly table: Table;
  readonly vector: readonly number[];
}

/** What a task returned. At least one field is there; `media` are the files it made. */
export interface TaskOutput extends Partial<Pick<Values, DataType>> {
  readonly media?: readonly Media[];
}

/** A task's argument, resolved: what a backend is given. */
export type ArgValue = string | number | readonly string[] | Table | Media;
export type ResolvedArgs = Readonly<Record<string, ArgValue>>;

/** Returns true for a file's content among argument values. */
export function isMedia(value: unknown): value is Media {
  return typeof value === "object" && value !== null && "bytes" in value && value.bytes instanceof Uint8Array;
}

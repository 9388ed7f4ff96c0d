import type { SoundFacts } from "../sound/sound.js";

/** The kinds of data that are not files, in the order in which an output is read as text. */
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

/** Returns true for types that are files. */
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
  /** The confidence, 0 to 1; null if the tool returns none. */
  readonly score: number | null;
  /** UTF-16 offsets into the input; null if the tool returns none. */
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

/** A segment of a recording. */
export interface Segment {
  readonly label: string;
  /** Seconds from the beginning. */
  readonly start: number;
  readonly end: number;
}

/** A point in a picture, such as a joint or a landmark. */
export interface Keypoint {
  readonly label: string;
  /** The confidence, 0 to 1; null if the model returns none. */
  readonly score: number | null;
  /** Pixels from the top left corner. */
  readonly x: number;
  readonly y: number;
}

/** A table by column; all columns have the same number of cells. */
export type Table = Readonly<Record<string, readonly string[]>>;

/** A file in memory. */
export interface Media {
  readonly kind: MediaKind;
  readonly bytes: Uint8Array;
  /** Detected from the content, not declared by a server. */
  readonly mediaType: string;
  /** A name for multipart uploads and messages, never used as a path. */
  readonly name: string;
  /** Measurements of a recording; absent for other files, or if it was not measured. */
  readonly sound?: SoundFacts;
}

/** The type of each kind of data that is not a file. */
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

/** The output of a task, with at least one field. `media` are the files that it made. */
export interface TaskOutput extends Partial<Pick<Values, DataType>> {
  readonly media?: readonly Media[];
}

/** A resolved argument, which a backend gets. */
export type ArgValue = string | number | readonly string[] | Table | Media;
export type ResolvedArgs = Readonly<Record<string, ArgValue>>;

/** Returns true for an argument that is a file. */
export function isMedia(value: unknown): value is Media {
  return typeof value === "object" && value !== null && "bytes" in value && value.bytes instanceof Uint8Array;
}

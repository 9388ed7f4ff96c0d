/** Sound as samples. */
export interface Sound {
  /** The samples of each channel, -1 to 1; all channels have the same length. */
  readonly channels: readonly Float32Array[];
  /** Samples per second. */
  readonly rate: number;
  readonly seconds: number;
}

/** Measurements of a recording. */
export interface SoundFacts {
  /** The duration; null if it was not read to its end and its headers do not tell. */
  readonly seconds: number | null;
  /** `empty`: no samples; `silent`: nothing audible; null: audible. */
  readonly lack: "empty" | "silent" | null;
  /** The share of samples at full scale, 0 to 1: clipping. */
  readonly clipped: number;
  /** Whether it breaks off because the rest could not be decoded. */
  readonly isDamaged: boolean;
}

/** Why a recording cannot be read: an unknown format, a missing decoder, or damage. */
export type SoundProblem = "format" | "decoder" | "damaged";

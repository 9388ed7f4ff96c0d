/** Sound as samples. */
export interface Sound {
  /** Of each channel, -1 to 1; all of one length. */
  readonly channels: readonly Float32Array[];
  /** Samples a second. */
  readonly rate: number;
  readonly seconds: number;
}

/** What can be said of a recording without understanding it. */
export interface SoundFacts {
  /** How long it lasts; null if it was not read to its end and its headers do not say. */
  readonly seconds: number | null;
  /** `empty`: it holds no samples; `silent`: none that can be heard; null: it can be heard. */
  readonly lack: "empty" | "silent" | null;
  /** The share of samples at full scale, 0 to 1: what was louder is lost. */
  readonly clipped: number;
  /** Whether it breaks off: what follows could not be decoded. */
  readonly isDamaged: boolean;
}

/** Why a recording cannot be read: a format that is not known here, a decoder that is not installed, a damage. */
export type SoundProblem = "format" | "decoder" | "damaged";

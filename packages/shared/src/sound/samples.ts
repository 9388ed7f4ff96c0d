/** Decoded samples of each channel. */
export interface Samples {
  readonly channelData: readonly Float32Array[];
  readonly sampleRate: number;
}

/** A recording's sound is in a codec that cannot be decoded here, or whose decoder is not installed. */
export class NoDecoder extends Error {}

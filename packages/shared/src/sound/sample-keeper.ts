import { Resampler } from "./resampler.js";
import type { Samples } from "./samples.js";
import type { Sound } from "./sound.js";

/**
 * Collects decoded samples up to a number of bytes, unchanged or mixed into one channel of another rate.
 */
export class SampleKeeper {
  readonly #maxBytes: number;
  readonly #mono: number | null;
  #pieces: Float32Array[][] = [];
  #rate = 0;
  #resampler: Resampler | null = null;
  #bytes = 0;
  #isFull = false;

  constructor({ maxBytes, mono }: { readonly maxBytes: number; readonly mono?: number }) {
    this.#maxBytes = maxBytes;
    this.#mono = mono ?? null;
  }

  /** Whether there was more than is kept. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** Leaves out a piece whose rate or number of channels differs from the first. */
  add({ channelData, sampleRate }: Samples): void {
    if (!channelData[0]?.length || !(sampleRate > 0)) return;
    if (this.#rate === 0) this.#begin(channelData.length, sampleRate);
    if (sampleRate !== this.#rate) return;
    if (this.#mono !== null) {
      const one = mixed(channelData);
      this.#keep([this.#resampler ? this.#resampler.push(one) : one]);
    } else if (channelData.length === this.#pieces.length) this.#keep(channelData);
  }

  /** Returns the collected samples; one empty channel if there are none. */
  sound(): Sound {
    if (this.#resampler) this.#keep([this.#resampler.end()]);
    const rate = this.#mono ?? this.#rate;
    const channels = (this.#pieces.length === 0 ? [[]] : this.#pieces).map(joined);
    return { channels, rate, seconds: rate === 0 ? 0 : (channels[0]?.length ?? 0) / rate };
  }

  #begin(channels: number, rate: number): void {
    this.#rate = rate;
    this.#pieces = Array.from({ length: this.#mono === null ? channels : 1 }, () => []);
    if (this.#mono !== null && this.#mono !== rate) this.#resampler = new Resampler(rate, this.#mono);
  }

  #keep(channels: readonly Float32Array[]): void {
    this.#bytes += channels.reduce((sum, channel) => sum + channel.byteLength, 0);
    this.#isFull ||= this.#bytes > this.#maxBytes;
    if (this.#isFull) return;
    // Decoders reuse their memory.
    for (const [i, channel] of channels.entries()) this.#pieces[i]?.push(channel.slice());
  }
}

function mixed(channels: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array()] = channels;
  if (channels.length === 1) return first;
  return first.map((_, i) => channels.reduce((sum, channel) => sum + (channel[i] ?? 0), 0) / channels.length);
}

function joined(pieces: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

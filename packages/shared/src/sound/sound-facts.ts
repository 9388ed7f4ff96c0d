import type { Samples } from "./samples.js";
import type { SoundFacts } from "./sound.js";

/** The share of full scale below which sound counts as silence: about -66 dB. */
const QUIET = 0.0005;
/** Full scale of 16-bit samples. */
const FULL = 0.9999;

/** Measures samples as they are decoded, and keeps none. */
export class Listener {
  #seconds = 0;
  #samples = 0;
  #full = 0;
  #peak = 0;

  /** The number of measured seconds. */
  get seconds(): number {
    return this.#seconds;
  }

  hear({ channelData, sampleRate }: Samples): void {
    const length = channelData[0]?.length ?? 0;
    if (length === 0 || !(sampleRate > 0)) return;
    this.#seconds += length / sampleRate;
    for (const channel of channelData) {
      this.#samples += channel.length;
      for (const sample of channel) {
        const level = Math.abs(sample);
        if (level > this.#peak) this.#peak = level;
        if (level >= FULL) this.#full++;
      }
    }
  }

  /** Returns the measurements. */
  facts(): Omit<SoundFacts, "isDamaged"> {
    const lack = this.#samples === 0 ? "empty" : this.#peak <= QUIET ? "silent" : null;
    return { seconds: this.#seconds, lack, clipped: this.#samples === 0 ? 0 : this.#full / this.#samples };
  }
}

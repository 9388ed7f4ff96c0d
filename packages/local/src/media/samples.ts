import { Fault, type Media } from "@hugginggpt/shared";

/** A recording as a model hears it. */
export interface Recording {
  /** One channel, -1 to 1; never empty. */
  readonly samples: Float32Array;
  readonly seconds: number;
}

/**
 * Returns a recording in one channel of this many samples a second. @throws Fault as `readSound` does; BAD_REQUEST for one
 * without any sound.
 */
export async function samplesOf(file: Media, rate: number): Promise<Recording> {
  const { readSound } = await import("@hugginggpt/shared/sound");
  const { channels, seconds } = await readSound(file, { mono: rate });
  const [samples] = channels;
  if (samples && samples.length > 0) return { samples, seconds };
  throw new Fault("BAD_REQUEST", `${file.name} has no sound`, {
    wanted: "a recording with something in it",
  });
}

import { Fault, type Media } from "@hugginggpt/shared";

/** A recording in the form that models take. */
export interface Recording {
  /** The samples of one channel, -1 to 1; never empty. */
  readonly samples: Float32Array;
  readonly seconds: number;
}

/**
 * Returns a recording as one channel at the given sample rate. @throws Fault as `readSound` does; BAD_REQUEST for one
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

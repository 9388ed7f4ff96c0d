import { Fault } from "@hugginggpt/shared";
import { wavHeader } from "@hugginggpt/shared/sound";

/** Sound as the samples of a WAV file of 16-bit linear PCM, which Flite writes. */
export interface Sound {
  /** Samples a second. */
  readonly rate: number;
  readonly channels: number;
  readonly samples: Uint8Array;
}

/**
 * Returns the sound of a WAV file of 16-bit linear PCM.
 * @throws Fault BAD_RESPONSE for anything else.
 */
export function readWav(bytes: Uint8Array): Sound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const name = (at: number): string => Buffer.from(bytes.subarray(at, at + 4)).toString("latin1");
  let format: Omit<Sound, "samples"> | null = null;
  for (let at = 12; name(0) === "RIFF" && at + 8 <= bytes.byteLength; ) {
    const size = view.getUint32(at + 4, true);
    if (name(at) === "fmt ")
      format = { channels: view.getUint16(at + 10, true), rate: view.getUint32(at + 12, true) };
    if (name(at) === "data" && format) return { ...format, samples: bytes.subarray(at + 8, at + 8 + size) };
    at += 8 + size + (size % 2);
  }
  throw new Fault("BAD_RESPONSE", "The synthesizer wrote no sound", { wanted: "a WAV file" });
}

/** Seconds of silence after a sound. */
interface Pause {
  readonly pause: number;
}

/**
 * Returns a WAV file of sounds one after the other, with the silence after each; all must have the format of the first.
 * @throws Fault BAD_RESPONSE for different formats and for no sound at all.
 */
export function writeWav(sounds: readonly (Sound & Pause)[]): Uint8Array {
  const [first] = sounds;
  if (!first || sounds.some(({ rate, channels }) => rate !== first.rate || channels !== first.channels))
    throw new Fault("BAD_RESPONSE", "The synthesizer wrote sounds that do not fit together");
  const samples = Buffer.concat(
    sounds.flatMap(({ samples, pause }, i) =>
      i === sounds.length - 1 ? [samples] : [samples, silence(pause, first)],
    ),
  );
  return Buffer.concat([wavHeader(samples.byteLength, first), samples]);
}

/** Zeros are silence in linear PCM. */
function silence(seconds: number, { rate, channels }: Sound): Uint8Array {
  return new Uint8Array(Math.round(seconds * rate) * channels * 2);
}

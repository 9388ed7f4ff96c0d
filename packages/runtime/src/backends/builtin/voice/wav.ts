import { Fault } from "@hugginggpt/shared";

/** Sound as the samples of a WAV file, with the header's figures. */
export interface Sound {
  /** Bytes of the format chunk: equal ones can be joined. */
  readonly format: Uint8Array;
  readonly samples: Uint8Array;
}

/**
 * Returns the sound of a WAV file.
 * @throws Fault BAD_RESPONSE if it is none.
 */
export function readWav(bytes: Uint8Array): Sound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const name = (at: number): string => Buffer.from(bytes.subarray(at, at + 4)).toString("latin1");
  let format: Uint8Array | null = null;
  for (let at = 12; name(0) === "RIFF" && at + 8 <= bytes.byteLength; ) {
    const size = view.getUint32(at + 4, true);
    const content = bytes.subarray(at + 8, at + 8 + size);
    if (name(at) === "fmt ") format = content;
    if (name(at) === "data" && format) return { format, samples: content };
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
  if (!first || sounds.some((sound) => !Buffer.from(sound.format).equals(first.format)))
    throw new Fault("BAD_RESPONSE", "The synthesizer wrote sounds that do not fit together");
  const samples = Buffer.concat(
    sounds.flatMap(({ samples, pause }, i) =>
      i === sounds.length - 1 ? [samples] : [samples, silence(pause, first.format)],
    ),
  );
  const header = Buffer.alloc(20);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(4 + 8 + first.format.byteLength + 8 + samples.byteLength, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(first.format.byteLength, 16);
  const data = Buffer.alloc(8);
  data.write("data", 0, "latin1");
  data.writeUInt32LE(samples.byteLength, 4);
  return Buffer.concat([header, first.format, data, samples]);
}

/** Zeros are silence in linear PCM of 16 bits, which Flite writes; rate and frame size stand in the format chunk. */
function silence(seconds: number, format: Uint8Array): Uint8Array {
  const view = new DataView(format.buffer, format.byteOffset, format.byteLength);
  const frame = Math.max(1, view.getUint16(12, true));
  return new Uint8Array(Math.round((seconds * view.getUint32(8, true)) / frame) * frame);
}

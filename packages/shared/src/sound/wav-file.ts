const HEADER_BYTES = 44;

/** The format of a WAV file's samples. */
export interface WavFormat {
  /** Samples per second. */
  readonly rate: number;
  readonly channels: number;
}

/**
 * Returns the canonical header for this many bytes of 16-bit linear PCM (RIFF, "Multimedia Programming Interface and
 * Data Specifications 1.0").
 */
export function wavHeader(bytes: number, { rate, channels }: WavFormat): Buffer {
  const frame = channels * 2;
  const head = Buffer.alloc(HEADER_BYTES);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(HEADER_BYTES - 8 + bytes, 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * frame, 28);
  head.writeUInt16LE(frame, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(bytes, 40);
  return head;
}

/** Returns samples from -1 to 1, of channels of equal length, as a 16-bit WAV file. Louder samples are clipped. */
export function wavOf(channels: readonly Float32Array[], rate: number): Uint8Array {
  const length = channels[0]?.length ?? 0;
  const frame = channels.length * 2;
  const header = wavHeader(length * frame, { rate, channels: channels.length });
  const file = Buffer.concat([header], HEADER_BYTES + length * frame);
  channels.forEach((samples, channel) => {
    for (let i = 0; i < length; i++) {
      const sample = samples[i] ?? 0;
      const cut = Math.max(-1, Math.min(1, Number.isFinite(sample) ? sample : 0));
      file.writeInt16LE(Math.round(cut * 0x7fff), HEADER_BYTES + i * frame + channel * 2);
    }
  });
  return new Uint8Array(file);
}

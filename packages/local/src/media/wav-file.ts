const HEADER_BYTES = 44;

/** Returns samples from -1 to 1 of one channel as a WAV file of 16 bits (RIFF, linear PCM); louder ones are cut. */
export function wavOf(samples: Float32Array, rate: number): Uint8Array {
  const file = Buffer.alloc(HEADER_BYTES + samples.length * 2);
  file.write("RIFF", 0, "latin1");
  file.writeUInt32LE(file.byteLength - 8, 4);
  file.write("WAVEfmt ", 8, "latin1");
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write("data", 36, "latin1");
  file.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, i) => {
    const cut = Math.max(-1, Math.min(1, Number.isFinite(sample) ? sample : 0));
    file.writeInt16LE(Math.round(cut * 0x7fff), HEADER_BYTES + i * 2);
  });
  return new Uint8Array(file);
}

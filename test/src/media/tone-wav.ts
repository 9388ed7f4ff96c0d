/** Returns a WAV file of tones one after the other, each of some seconds and some loudness (0 to 1): mono, 16 bits. */
export function toneWav(
  parts: readonly (readonly [seconds: number, loudness: number])[],
  rate = 16_000,
): Uint8Array {
  const samples = parts.flatMap(([seconds, loudness]) =>
    Array.from({ length: Math.round(seconds * rate) }, (_, i) => loudness * Math.sin(i / 5)),
  );
  const file = Buffer.alloc(44 + samples.length * 2);
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
  samples.forEach((sample, i) => void file.writeInt16LE(Math.round(sample * 0x7fff), 44 + i * 2));
  return new Uint8Array(file);
}

const RATE = 16_000;
const HERTZ = 220;
const LOUDNESS = 0.2;

/**
 * Returns a valid WAV file: a 220 Hz tone, 16-bit mono at 16 kHz. It is no speech. It lasts 0.35 s for each word of
 * `spoken`, at least 1 s and at most 20 s.
 */
export function simulatedWav(spoken: string): Uint8Array {
  const words = spoken.split(/\s+/).filter(Boolean).length;
  const samples = Math.round(Math.min(20, Math.max(1, words * 0.35)) * RATE);
  const file = Buffer.alloc(44 + samples * 2);
  file.write("RIFF", 0, "latin1");
  file.writeUInt32LE(36 + samples * 2, 4);
  file.write("WAVEfmt ", 8, "latin1");
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(RATE * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write("data", 36, "latin1");
  file.writeUInt32LE(samples * 2, 40);
  for (let i = 0; i < samples; i++) {
    file.writeInt16LE(Math.round(Math.sin((2 * Math.PI * HERTZ * i) / RATE) * LOUDNESS * 32_767), 44 + i * 2);
  }
  return file;
}

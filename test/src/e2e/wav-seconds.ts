/**
 * Returns how long a WAV file of plain samples plays, by its header and the bytes of sound that are really there.
 * @throws Error where it is no WAV file.
 */
export function wavSeconds(file: Buffer): number {
  if (file.toString("latin1", 0, 4) !== "RIFF" || file.toString("latin1", 8, 12) !== "WAVE")
    throw new Error("no RIFF/WAVE header");
  let bytesASecond = 0;
  for (let at = 12; at + 8 <= file.length; ) {
    const name = file.toString("latin1", at, at + 4);
    const size = file.readUInt32LE(at + 4);
    if (name === "fmt ") bytesASecond = file.readUInt32LE(at + 16);
    if (name === "data") return Math.min(size, file.length - at - 8) / bytesASecond;
    at += 8 + size + (size % 2);
  }
  throw new Error("no sound in it");
}

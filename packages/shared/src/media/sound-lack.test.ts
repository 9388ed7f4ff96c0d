import { describe, expect, it } from "vitest";
import { soundLack } from "./sound-lack.js";

function wav(samples: readonly number[]): Uint8Array {
  const file = Buffer.alloc(44 + samples.length * 2);
  file.write("RIFF", 0);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(16_000, 24);
  file.writeUInt32LE(32_000, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write("data", 36);
  file.writeUInt32LE(samples.length * 2, 40);
  for (const [at, sample] of samples.entries()) file.writeInt16LE(sample, 44 + at * 2);
  return file;
}

describe("soundLack", () => {
  it("knows no sound, silence and hiss from what can be heard", () => {
    expect(soundLack(wav([]))).toBe("empty");
    expect(soundLack(wav([0, 0, 0]))).toBe("silent");
    expect(soundLack(wav([3, -5, 2]))).toBe("silent");
    expect(soundLack(wav([3, -500, 2]))).toBeNull();
  });

  it("says nothing of other formats and of broken files", () => {
    expect(soundLack(Buffer.from("ID3"))).toBeNull();
    expect(soundLack(wav([0, 0]).subarray(0, 30))).toBeNull();
  });
});

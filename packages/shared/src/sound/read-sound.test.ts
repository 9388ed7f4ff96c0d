import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hearSound, readSound } from "./read-sound.js";

/** 0.6 s of a tone of 440 Hz at an eighth of full scale, and 0.4 s of silence, written by ffmpeg. */
const file = (name: string): Uint8Array => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
const TYPES = {
  mp3: "audio/mpeg",
  ogg: "audio/ogg",
  opus: "audio/ogg; codecs=opus",
  flac: "audio/flac",
  m4a: "audio/mp4",
} as const;
const FORMATS = Object.entries(TYPES);

/** A WAV file of 16 bits, one channel, 16,000 samples a second. */
function wav(samples: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(44 + samples.length * 2);
  bytes.write("RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x80\x3e\0\0\0\x7d\0\0\x02\0\x10\0data", "latin1");
  bytes.writeUInt32LE(36 + samples.length * 2, 4);
  bytes.writeUInt32LE(samples.length * 2, 40);
  for (const [at, sample] of samples.entries()) bytes.writeInt16LE(sample, 44 + at * 2);
  return bytes;
}
const heard = (bytes: Uint8Array, mediaType = "audio/wav") => hearSound({ bytes, mediaType });
/** How often a second samples rise through zero. */
function pitch(samples: Float32Array, rate: number): number {
  const middle = samples.subarray(samples.length / 4, (samples.length * 3) / 4);
  const rises = middle.filter((sample, at) => at > 0 && sample >= 0 && (middle[at - 1] ?? 0) < 0).length;
  return (rises * rate) / middle.length;
}

describe("readSound", () => {
  it("gives a recording of the wanted rate as it is", async () => {
    const samples = [16_384, 0, -16_384, 8_192, 0, 0];
    const given = { bytes: wav(samples), mediaType: "audio/wav", name: "a.wav" };
    const { channels } = await readSound(given, { mono: 16_000 });
    const [got = new Float32Array()] = channels;
    expect(got).toHaveLength(samples.length);
    // Decoders divide by 32,767 or by 32,768.
    for (const [i, sample] of samples.entries()) expect(got[i]).toBeCloseTo(sample / 32_768, 4);
  });

  it.each([...FORMATS, ["webm", "video/webm"], ["mp4", "video/mp4"]])(
    "decodes %s to the tone that was recorded, as it is and at 16 kHz in one channel",
    async (extension, mediaType) => {
      const name = extension === "mp4" ? "talk.mp4" : `tone.${extension}`;
      const given = { bytes: file(name), mediaType, name };
      const sound = await readSound(given);
      expect(sound.seconds).toBeCloseTo(0.6, 1);
      expect(pitch(sound.channels[0] ?? new Float32Array(), sound.rate)).toBeCloseTo(440, -1);
      const mono = await readSound(given, { mono: 16_000 });
      expect(mono).toMatchObject({ rate: 16_000, seconds: expect.closeTo(sound.seconds, 2) });
      expect(mono.channels).toHaveLength(1);
      expect(pitch(mono.channels[0] ?? new Float32Array(), 16_000)).toBeCloseTo(440, -1);
    },
  );

  it("refuses another format, noise and more samples than are wanted, each with its own code", async () => {
    const bytes = wav(new Array(4_000).fill(900));
    const refused = (mediaType: string, content: Uint8Array, maxBytes = 1 << 20) =>
      readSound({ bytes: content, mediaType, name: "a" }, { maxBytes }).catch((error) => error.code);
    expect(await refused("audio/amr", bytes)).toBe("UNSUPPORTED");
    expect(await refused("audio/mp4", Buffer.from("no container at all"))).toBe("BAD_REQUEST");
    expect(await refused("audio/wav", bytes, 1_000)).toBe("INPUT_TOO_LARGE");
  });

  it("ends when it is told to", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(
      readSound({ bytes: wav([1]), mediaType: "audio/wav", name: "a" }, { signal }),
    ).rejects.toThrow("enough");
  });
});

describe("hearSound", () => {
  it.each(FORMATS)("knows silence in %s from a tone", async (extension, mediaType) => {
    expect(await heard(file(`silent.${extension}`), mediaType)).toMatchObject({ lack: "silent", clipped: 0 });
    const tone = await heard(file(`tone.${extension}`), mediaType);
    expect(tone).toMatchObject({ lack: null, clipped: 0, seconds: expect.closeTo(0.6, 1) });
  });

  it.each(FORMATS)("calls %s empty or damaged where only its head is left", async (extension, mediaType) => {
    const found = await heard(file(`tone.${extension}`).subarray(0, 60), mediaType);
    expect(found).toSatisfy(
      (one: object) => "problem" in one || ("lack" in one && (one as { lack: unknown }).lack === "empty"),
    );
  });

  it("tells no samples, silence, hiss below what is heard, and clipping", async () => {
    expect(await heard(wav([]))).toMatchObject({ lack: "empty", seconds: 0 });
    expect(await heard(wav([0, 0, 0]))).toMatchObject({ lack: "silent" });
    expect(await heard(wav([3, -5, 2]))).toMatchObject({ lack: "silent" });
    expect(await heard(wav([3, -500, 2, 8]))).toMatchObject({ lack: null, clipped: 0, seconds: 4 / 16_000 });
    expect(await heard(wav([32_767, -32_768, 2, 8]))).toMatchObject({ clipped: 0.5 });
  });

  it("knows nothing of a format that it cannot decode", async () => {
    expect(await heard(Buffer.from("#!AMR"), "audio/amr")).toBeNull();
  });

  it("ends with a finding whatever the bytes are", async () => {
    const anything = fc.tuple(
      fc.constantFrom(...Object.keys(TYPES)),
      fc.nat(500),
      fc.uint8Array({ maxLength: 200 }),
    );
    await fc.assert(
      fc.asyncProperty(anything, async ([extension, at, noise]) => {
        const bytes = Buffer.from(file(`tone.${extension}`));
        bytes.set(noise, at);
        const found = await heard(bytes, TYPES[extension as keyof typeof TYPES]);
        expect(found === null || "problem" in found || "lack" in found).toBe(true);
      }),
      { numRuns: 12, seed: 7 },
    );
  }, 120_000);
});

import { readFileSync } from "node:fs";
import { isFault, type Media } from "@hugginggpt/shared";
import { ALL_FORMATS, BufferSource, Input } from "mediabunny";
import { describe, expect, it } from "vitest";
import { dub } from "./dub.js";

const FIXTURES = new URL("../../../../../shared/src/sound/fixtures/", import.meta.url);
const media = (kind: "audio" | "video", name: string, mediaType: string): Media => ({
  kind,
  name,
  mediaType,
  bytes: readFileSync(new URL(name, FIXTURES)),
});
const VIDEO = media("video", "mute.mp4", "video/mp4");
/** A tone at 16 kHz, 16 bits, in so many channels. */
function wav(seconds: number, channels = 1): Media {
  const samples = Buffer.alloc(seconds * 16_000 * 2 * channels);
  for (let at = 0; at < samples.length; at += 2)
    samples.writeInt16LE(Math.round(9_000 * Math.sin(at / 30)), at);
  const head = Buffer.from(
    "RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x80\x3e\0\0\0\x7d\0\0\x02\0\x10\0data\0\0\0\0",
    "latin1",
  );
  head.writeUInt32LE(36 + samples.length, 4);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(32_000 * channels, 28);
  head.writeUInt16LE(2 * channels, 32);
  head.writeUInt32LE(samples.length, 40);
  return { kind: "audio", bytes: Buffer.concat([head, samples]), mediaType: "audio/wav", name: "speech.wav" };
}
async function dubbed(video: Media, audio: Media) {
  const told: string[] = [];
  const { media: made } = await dub({ video, audio }, new AbortController().signal, (message) =>
    told.push(message),
  );
  const [file] = made ?? [];
  const input = new Input({
    formats: ALL_FORMATS,
    source: new BufferSource(file?.bytes ?? new Uint8Array()),
  });
  const [pictures, sound] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()];
  return {
    told,
    mediaType: file?.mediaType,
    codecs: [await pictures?.getCodec(), await sound?.getCodec()],
    seconds: [await pictures?.computeDuration(), await sound?.computeDuration()],
    tracks: (await input.getTracks()).length,
  };
}

describe("dub", () => {
  it.each([
    ["tone.mp3", "audio/mpeg", "mp3"],
    ["tone.m4a", "audio/mp4", "aac"],
    ["tone.flac", "audio/flac", "flac"],
    ["tone.opus", "audio/ogg; codecs=opus", "opus"],
    ["tone.ogg", "audio/ogg", "flac"],
    ["tone.webm", "video/webm", "opus"],
  ])("puts %s into a video, both there to their end", async (name, mediaType, codec) => {
    const found = await dubbed(VIDEO, media("audio", name, mediaType));
    expect(found).toMatchObject({ mediaType: "video/mp4", codecs: ["avc", codec], tracks: 2, told: [] });
    expect(found.seconds[0]).toBeCloseTo(0.6, 1);
    expect(Math.abs((found.seconds[1] ?? 0) - 0.6)).toBeLessThan(0.05);
  });

  it("cuts nothing of a speech that is longer than the video, and says so", async () => {
    const found = await dubbed(VIDEO, wav(3, 2));
    expect(found.codecs).toEqual(["avc", "flac"]);
    expect(found.seconds[1]).toBeCloseTo(3, 2);
    expect(found.told).toEqual([
      "The sound lasts 3.0 s, the video 0.6 s: nothing is cut, the last picture stays to the end",
    ]);
  });

  it("replaces the sound that a video has, and says so", async () => {
    const found = await dubbed(media("video", "talk.mp4", "video/mp4"), wav(0.5));
    expect(found.tracks).toBe(2);
    expect(found.told).toEqual(["The video's own sound is left out of the dubbed one"]);
  });

  it("refuses what holds no pictures, no sound, or neither", async () => {
    const refusal = (video: Media, audio: Media) =>
      dub({ video, audio }, new AbortController().signal).catch((error) => isFault(error) && error.message);
    const broken = { ...VIDEO, bytes: VIDEO.bytes.subarray(0, 300) };
    expect(await refusal(broken, wav(1))).toBe("mute.mp4 holds no pictures that can be read");
    expect(await refusal(media("video", "tone.webm", "video/webm"), wav(1))).toContain("holds no pictures");
    expect(await refusal(VIDEO, { ...VIDEO, kind: "video" })).toBe("mute.mp4 holds no sound");
    expect(await refusal(VIDEO, { ...wav(1), bytes: Buffer.from("RIFF") })).toBe("speech.wav holds no sound");
  });
});

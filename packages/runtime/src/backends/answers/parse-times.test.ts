import { mediaTypeOf } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { providerJob, runAgainst } from "../../testing/provider-jobs.js";
import { binary, json } from "../../testing/scripted-http.js";
import { recording } from "../../testing/tiny-media.js";
import { parseTimes } from "./parse-times.js";
import { wavOfSamples } from "./wav-of-samples.js";

describe("parseTimes", () => {
  const timed = [
    { label: "Hello.", start: 0, end: 1.5 },
    { label: "Bye.", start: 1.5, end: 1.5 },
  ];

  it.each<[string, unknown]>([
    [
      "transformers and fal-ai",
      {
        text: "x",
        chunks: [
          { text: " Hello.", timestamp: [0, 1.5] },
          { text: "Bye.", timestamp: [1.5, null] },
        ],
      },
    ],
    [
      "OpenAI",
      {
        segments: [
          { text: "Hello.", start: 0, end: 1.5 },
          { text: "Bye.", start: 1.5 },
        ],
        words: [{ word: "Hello" }],
      },
    ],
    [
      "an output inside",
      {
        output: {
          chunks: [
            { text: "Hello.", timestamp: [0, 1.5] },
            { text: "Bye.", timestamp: [1.5] },
          ],
        },
      },
    ],
  ])("reads the form of %s", (_, json) => {
    expect(parseTimes(json)).toEqual(timed);
  });

  it.each([
    { text: "no times" },
    { chunks: [{ text: "a", timestamp: ["0", "1"] }] },
    { chunks: [{ text: "a", timestamp: [0, 1] }, { text: "b" }] },
    { chunks: [{ timestamp: [0, 1] }] },
    { chunks: [] },
    "text",
    null,
  ])("takes no times from %j", (json) => {
    expect(parseTimes(json)).toBeNull();
  });
});

describe("what a provider sends", () => {
  it("is a transcript with its times", async () => {
    const chunks = [{ text: " Hello.", timestamp: [0, 1.5] }];
    const job = providerJob("automatic-speech-recognition", { audio: recording });
    const { output } = await runAgainst(job, json({ text: "Hello.", chunks }));
    expect(output).toEqual({ text: "Hello.", segments: [{ label: "Hello.", start: 0, end: 1.5 }] });
  });

  it("is a WAV file where it was bare samples", async () => {
    const job = providerJob("text-to-speech", { text: "hi" });
    const { output } = await runAgainst(job, binary(Buffer.alloc(200), "audio/pcm;rate=8000"));
    expect(output.media).toMatchObject([{ kind: "audio", mediaType: "audio/wav", name: "audio.wav" }]);
  });
});

describe("wavOfSamples", () => {
  const samples = Uint8Array.of(1, 0, 2, 0, 3);

  it("puts bare samples in a container that plays, without half a sample at the end", async () => {
    const wav = wavOfSamples(samples, "audio/pcm; rate=16000; channels=1");
    expect(wav && (await mediaTypeOf(wav))?.mediaType).toBe("audio/wav");
    const view = new DataView(wav?.buffer ?? new ArrayBuffer(0));
    expect([view.getUint32(24, true), view.getUint16(22, true), view.getUint32(40, true)]).toEqual([
      16_000, 1, 4,
    ]);
    expect([...(wav?.subarray(44) ?? [])]).toEqual([1, 0, 2, 0]);
  });

  it("knows which samples have their great byte first", () => {
    expect([...(wavOfSamples(samples, "audio/L16;rate=8000")?.subarray(44) ?? [])]).toEqual([0, 1, 0, 2]);
    expect([...(wavOfSamples(samples, "audio/L16;codec=pcm;rate=24000")?.subarray(44) ?? [])]).toEqual([
      1, 0, 2, 0,
    ]);
  });

  it("takes the usual rate where none or an impossible one is named", () => {
    const rateOf = (type: string) =>
      new DataView(wavOfSamples(samples, type)?.buffer ?? new ArrayBuffer(0)).getUint32(24, true);
    expect([rateOf("audio/pcm"), rateOf("audio/pcm;rate=99999999")]).toEqual([24_000, 24_000]);
  });

  it("leaves every other type alone", () => {
    expect(wavOfSamples(samples, "audio/mpeg")).toBeNull();
    expect(wavOfSamples(samples, "application/octet-stream")).toBeNull();
  });
});

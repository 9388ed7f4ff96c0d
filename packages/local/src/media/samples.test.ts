import { isFault } from "@hugginggpt/shared";
import { wavOf } from "@hugginggpt/shared/sound";
import { expect, it } from "vitest";
import { samplesOf } from "./samples.js";

it("a recording without a sample is refused before a model hears it", async () => {
  const bytes = wavOf([new Float32Array(0)], 16_000);
  const empty = { kind: "audio", bytes, mediaType: "audio/wav", name: "a.wav" } as const;
  expect(isFault(await samplesOf(empty, 16_000).catch((error) => error))).toBe(true);
});

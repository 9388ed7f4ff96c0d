import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NO_BROWSER, startBrowser } from "../server/browser.js";
import { type Bench, startBench } from "./bench.js";

const without = NO_BROWSER ? ` (skipped: ${NO_BROWSER})` : "";

/** What a browser says of a video: a program for its page, which knows other names than ours. */
const WATCH = `async (data) => {
  const video = document.createElement("video");
  video.src = "data:video/mp4;base64," + data;
  const ready = await new Promise((resolve) => {
    video.onloadeddata = () => resolve(true);
    video.onerror = () => resolve(false);
  });
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  const sound = await new OfflineAudioContext(1, 1, 48000).decodeAudioData(bytes.buffer).catch(() => null);
  const loudest = sound ? sound.getChannelData(0).reduce((most, one) => Math.max(most, Math.abs(one)), 0) : 0;
  const { duration, videoWidth, videoHeight } = video;
  return { ready, duration, videoWidth, videoHeight, soundSeconds: sound?.duration ?? 0, loudest };
}`;

interface Watched {
  readonly ready: boolean;
  /** Seconds, of the video and of its sound. */
  readonly duration: number;
  readonly soundSeconds: number;
  readonly videoWidth: number;
  readonly videoHeight: number;
  /** The highest level of the sound, 0 to 1. */
  readonly loudest: number;
}

describe.skipIf(without !== "")(`a dubbed video in Chromium${without}`, () => {
  let bench: Bench;
  let browser: Awaited<ReturnType<typeof startBrowser>>;
  beforeAll(async () => {
    bench = await startBench();
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await bench.close();
  });

  it("plays with its pictures and its sound, to the end of the longer one", async () => {
    const report = await bench.report(["run", "make a video titled 'An astronaut' and dub it"], {
      home: bench.home(),
    });
    const [video, speech, dubbed] = report.tasks.map(({ artifacts }) => artifacts[0]);
    expect(dubbed?.mediaType).toBe("video/mp4");
    const page = await browser.newPage();
    const data = readFileSync(dubbed?.path ?? "").toString("base64");
    const seen = await page.evaluate<Watched>(`(${WATCH})("${data}")`);
    expect(seen).toMatchObject({ ready: true, videoWidth: 64, videoHeight: 48 });
    const longer = Math.max(video?.seconds ?? 0, speech?.seconds ?? 0);
    expect(longer).toBeGreaterThan(0);
    expect(seen.duration).toBeCloseTo(longer, 0);
    expect(seen.soundSeconds).toBeCloseTo(speech?.seconds ?? 0, 0);
    expect(seen.loudest).toBeGreaterThan(0.01);
  });
});

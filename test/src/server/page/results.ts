import { readFileSync } from "node:fs";
import { decodePicture } from "@hugginggpt/shared/pictures";
import type { Locator } from "playwright-core";
import { expect, it } from "vitest";
import { planning, planOf } from "../../e2e/scripts.js";
import { wrongJson } from "../../loopback/faults.js";
import { RUN } from "../answers.js";
import { MADE, type Place, PNG, SPEAK } from "./place.js";

/** What the page shows of files that were made, and what is recorded in it. */
export function resultTests(place: Place): void {
  it("shows what tasks made: before and after, boxes and masks to switch off, a wave, a table, a transcript, a video that plays; and hands out all of it", async () => {
    const speech = { text: "hello there", chunks: [{ timestamp: [0, 1.5], text: "hello there" }] };
    const match = place.bench.worksAt("automatic-speech-recognition");
    place.bench.inference.inject({ match, fault: wrongJson(speech) });
    const tasks = [
      { task: "image-to-image", args: { image: "<FILE>-1", text: "as a drawing" } },
      { task: "object-detection", args: { image: "<FILE>-1" } },
      { ...SPEAK },
      { task: "token-classification", args: { text: "Angela Merkel lives in Berlin." } },
      { task: "automatic-speech-recognition", args: { audio: "<GENERATED>-2" }, dep: [2] },
      { task: "image-segmentation", args: { image: "<FILE>-1" } },
      { task: "text-to-video", args: { text: "a wave" } },
    ];
    place.bench.answerBy(planning(planOf(...tasks)));
    const run = await place.server.begin("do all of it", {}, { "dot.png": PNG });
    const { tasks: done } = await place.server.ended(run);
    const { page, complaints } = await place.open(`run/${run}`);
    const opened = (task: RegExp) => page.getByRole("button", { name: task }).click();
    await opened(/image-to-image/);
    for (const name of ["before", "after"]) {
      const image = page.getByRole("figure", { name }).getByRole("img");
      const width = () => image.evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth);
      await expect.poll(width).toBeGreaterThan(0);
    }
    await opened(/object-detection/);
    const marks = page.locator(".picture rect");
    await marks.first().waitFor({ state: "attached" });
    await page.getByLabel("Show marks").uncheck();
    expect(await marks.count()).toBe(0);
    await opened(/image-segmentation/);
    const masks = page.locator(".picture rect.area");
    await masks.first().waitFor({ state: "attached" });
    await page.getByLabel("Show marks").uncheck();
    expect(await masks.count()).toBe(0);
    await opened(/text-to-speech/);
    await page.locator("canvas.isDrawn").waitFor();
    await opened(/token-classification/);
    await page.getByRole("region", { name: "Table" }).getByText("Berlin").waitFor();
    await opened(/automatic-speech-recognition/);
    await page.getByText("0:00.0–0:01.5").waitFor();
    await opened(/text-to-video/);
    expect(await playsOn(page.locator("section video").last())).toBe(true);
    const files = done.flatMap(({ artifacts }: { artifacts: { name: string }[] }) =>
      artifacts.map(({ name }) => name),
    );
    const got: string[] = [];
    const all = new Promise<void>((resolve) =>
      page.on("download", (one) => got.push(one.suggestedFilename()) === files.length && resolve()),
    );
    await page.getByRole("button", { name: "Download all" }).click();
    await all;
    expect(got.toSorted()).toEqual(files.toSorted());
    const saved = async (name: string) => {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name }).click(),
      ]);
      return readFileSync(await download.path(), "utf8");
    };
    expect(JSON.parse(await saved("Manifest with licences")).files[0]).toHaveProperty("license");
    const shared = await saved("Save as one page");
    expect(shared).toContain("data:image/png;base64,");
    expect(shared).not.toMatch(/(?:src|href)="(?!data:|https?:|#)/);
    expect(complaints).toEqual([]);
  });

  it("shows 3D objects that can be turned, fetches nothing for them, and hands out what it cannot show", async () => {
    const wanted = Object.keys(MADE);
    place.bench.answerBy(
      planning(planOf(...wanted.map((text, id) => ({ id, task: "text-to-3d", args: { text } })))),
    );
    const run = await place.server.begin("make cubes");
    await place.server.ended(run);
    const { page, complaints } = await place.open();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).host));
    await page.goto(`${place.server.url}/#/run/${run}`);
    const shown = page.getByRole("img", { name: /3D object/ });
    const count = wanted.length - 2;
    await page
      .getByRole("button", { name: "Nearer" })
      .nth(count - 1)
      .waitFor();
    for (let n = 0; n < count; n++) expect(isDrawn(await shown.nth(n).screenshot()), wanted[n]).toBe(true);
    const before = await shown.first().screenshot();
    await shown.first().press("ArrowRight");
    expect((await shown.first().screenshot()).equals(before)).toBe(false);
    await page.getByText("This 3D file is broken and cannot be shown; it can be downloaded.").waitFor();
    await page.getByText("This 3D file needs other files, which are not fetched").waitFor();
    expect(await page.getByRole("link", { name: /Download \d-text-to-3d\.(glb|obj|ply|stl)/ }).count()).toBe(
      wanted.length,
    );
    expect(asked.filter((host) => host !== new URL(place.server.url).host)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("records speech in the page once there is a microphone, states a cap on time, and runs nothing that is declined", async () => {
    place.bench.answerBy(
      planning(planOf({ task: "automatic-speech-recognition", args: { audio: "<FILE>-1" } })),
    );
    const { page, complaints } = await place.open();
    await page.getByRole("textbox", { name: "What should be done?" }).fill("write down what I say");
    await page.evaluate(`navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException("Permission denied", "NotAllowedError"))`);
    await page.getByRole("button", { name: "Record speech" }).click();
    await page
      .getByRole("alert")
      .getByText(/the browser refuses it\. Allow it/)
      .waitFor();
    await page.evaluate("delete navigator.mediaDevices.getUserMedia");
    await page.getByRole("button", { name: "Record speech" }).click();
    await page.getByRole("timer").getByText("0.5 s").waitFor();
    await page.getByRole("button", { name: "Stop recording" }).click();
    expect(await page.getByRole("alert").count()).toBe(0);
    await page.getByText(/^speech\.\w+/).waitFor();
    await page.getByLabel("Show me the plan before it runs").check();
    await page.getByText("Options").click();
    await page.getByLabel("At most, in seconds").fill("90");
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByRole("heading", { name: "Run this plan?" }).waitFor();
    expect(await page.title()).toBe("0 % write down what I say");
    const run = page.url().split("/run/")[1] ?? "";
    const { files } = RUN.parse(await place.server.json(`/api/runs/${run}`));
    expect(files).toEqual([
      {
        name: expect.stringMatching(/^speech\./),
        mediaType: expect.stringMatching(/^(audio|video)\/webm/),
        bytes: expect.any(Number),
      },
    ]);
    expect(files[0]?.bytes).toBeGreaterThan(100);
    await page.getByRole("button", { name: "Decline" }).click();
    await page.getByText("Nothing was run: the plan was declined.").waitFor();
    await page.getByText("Declined", { exact: true }).waitFor();
    expect(await page.title()).toBe("write down what I say");
    const [started, recorded] = await place.server.events(run);
    expect(started).toMatchObject({ type: "run-started" });
    expect(recorded).toMatchObject({
      type: "input-recorded",
      input: { options: { caps: { maxMs: 90_000 } } },
    });
    expect(complaints).toEqual([]);
  });
}

/** Whether a video shows its pictures one after the other. */
function playsOn(video: Locator): Promise<boolean> {
  return video.evaluate(async (node) => {
    const player = node as unknown as {
      muted: boolean;
      currentTime: number;
      videoWidth: number;
      play(): Promise<void>;
      ontimeupdate: (() => void) | null;
    };
    player.muted = true;
    await player.play();
    await new Promise<void>((resolve) => {
      player.ontimeupdate = () => player.currentTime > 0 && resolve();
    });
    return player.videoWidth > 0;
  });
}

/** Whether there is more than one colour in the middle half of a picture. */
function isDrawn(png: Uint8Array): boolean {
  const { width, height, pixels } = decodePicture(png) ?? { width: 0, height: 0, pixels: new Uint8Array() };
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height);
  const middle = words.filter((_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return x > width / 4 && x < (width * 3) / 4 && y > height / 4 && y < (height * 3) / 4;
  });
  return new Set(middle).size > 1;
}

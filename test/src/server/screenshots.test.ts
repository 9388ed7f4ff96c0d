import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "../e2e/bench.js";
import { planning, planOf } from "../e2e/scripts.js";
import { NO_BROWSER, openPage, startBrowser } from "./browser.js";
import { type RunningServer, startServer } from "./running-server.js";

const FOLDER = process.env.SCREENSHOTS;
const WHY = NO_BROWSER ?? (FOLDER ? null : "SCREENSHOTS names no folder; `npm run screenshots` does");

describe.skipIf(WHY !== null)(`pictures of the page${WHY ? ` (skipped: ${WHY})` : ""}`, () => {
  let bench: Bench;
  let server: RunningServer;
  beforeAll(async () => {
    bench = await startBench();
    server = await startServer(bench, bench.synced);
  });
  afterAll(async () => {
    await server.stop();
    await bench.close();
  });

  it("are taken of every view, light and dark, wide and narrow", async () => {
    const folder = FOLDER ?? "";
    mkdirSync(folder, { recursive: true });
    bench.answerBy(
      planning(
        planOf(
          { task: "text-to-image", args: { text: "a lighthouse at dusk" } },
          { task: "image-to-text", args: { image: "<GENERATED>-0" }, dep: [0] },
          { task: "translation", args: { text: "<GENERATED>-1", target_language: "de" }, dep: [1] },
          { task: "text-to-speech", args: { text: "<GENERATED>-2" }, dep: [2] },
        ),
      ),
    );
    const run = await server.begin(
      "make a picture of a lighthouse at dusk, describe it in German and read that aloud",
    );
    await server.ended(run);
    const browser = await startBrowser();
    const looks = [
      ["wide", { viewport: { width: 1100, height: 1040 } }],
      ["dark", { viewport: { width: 1100, height: 760 }, colorScheme: "dark" as const }],
      ["phone", { viewport: { width: 360, height: 740 } }],
      ["chinese", { viewport: { width: 1100, height: 760 }, locale: "zh-CN" }],
    ] as const;
    for (const [look, options] of looks) {
      const { page } = await openPage(browser, `${server.url}/?token=${server.token}`, options);
      for (const [name, view] of [
        ["ask", "#/"],
        ["run", `#/run/${run}`],
        ["runs", "#/runs"],
        ["registry", "#/registry"],
      ] as const) {
        await page.goto(`${server.url}/${view}`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        if (name === "run") await page.locator(".answer").waitFor();
        await page.waitForLoadState("networkidle");
        const bytes = await page.screenshot({
          path: join(folder, `${name}-${look}.png`),
          animations: "disabled",
        });
        expect(bytes.byteLength).toBeGreaterThan(1000);
      }
    }
    await browser.close();
  });
});

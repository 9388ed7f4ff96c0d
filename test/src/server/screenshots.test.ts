import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "../e2e/bench.js";
import { planning, planOf } from "../e2e/scripts.js";
import { MODELS } from "./answers.js";
import { NO_BROWSER, newContext, openPage, startBrowser } from "./browser.js";
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
    const waiting = await server.begin("say what the picture shows", { approve: true });
    await server.reaches(waiting, "approval-wanted");
    const { models } = MODELS.parse(await server.json("/api/models?k=2"));
    const [one, other] = models.map(({ model }) => encodeURIComponent(model.id));
    const browser = await startBrowser();
    const looks = [
      ["wide", { viewport: { width: 1100, height: 1040 } }],
      ["dark", { viewport: { width: 1100, height: 760 }, colorScheme: "dark" as const }],
      ["phone", { viewport: { width: 360, height: 740 } }],
      ["chinese", { viewport: { width: 1100, height: 760 }, locale: "zh-CN" }],
    ] as const;
    for (const [look, options] of looks) {
      const context = await newContext(browser, options);
      const { page } = await openPage(context, `${server.url}/?token=${server.token}`);
      for (const [name, view] of [
        ["ask", "#/"],
        ["run", `#/run/${run}`],
        ["task", `#/run/${run}`],
        ["approval", `#/run/${waiting}`],
        ["runs", "#/runs"],
        ["registry", "#/registry"],
        ["index", "#/registry/index"],
        ["model", `#/registry/model/${one}`],
        ["compare", `#/registry/compare/${one}/${other}`],
      ] as const) {
        await page.goto(`${server.url}/${view}`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        if (name === "run" || name === "task") await page.locator(".answer").waitFor();
        if (name === "task") await page.getByRole("button", { name: /text-to-image/ }).click();
        await page.waitForLoadState("networkidle");
        const bytes = await page.screenshot({
          path: join(folder, `${name}-${look}.png`),
          fullPage: true,
          animations: "disabled",
        });
        expect(bytes.byteLength).toBeGreaterThan(1000);
      }
    }
    await browser.close();
  });
});

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "../e2e/bench.js";
import { planning, planOf } from "../e2e/scripts.js";
import { INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { type HubServer, startHub } from "../hub-server.js";
import { NO_BROWSER, openPage, startBrowser } from "./browser.js";
import { startServer } from "./running-server.js";

const SPEAK = { task: "text-to-speech", args: { text: "The lighthouse is open." } };
const TOKEN = "the-same-at-each-start";

describe.skipIf(NO_BROWSER !== null)(
  `a page whose server is killed${NO_BROWSER ? ` (skipped: ${NO_BROWSER})` : ""}`,
  () => {
    let bench: Bench;
    let hub: HubServer;
    let browser: Browser;
    beforeAll(async () => {
      [bench, hub, browser] = await Promise.all([
        startBench(),
        startHub({ rows: readHubRows(INVENTED_FILE) }),
        startBrowser(),
      ]);
    });
    afterAll(() => Promise.all([browser.close(), hub.close(), bench.close()]));

    it("says so, finds the next one by itself, goes on with the run where it was, and can sync", async () => {
      const home = bench.home();
      const env = { HUGGINGGPT_TOKEN: TOKEN, HF_ENDPOINT: hub.url };
      const args = ["--backend", "builtin"];
      bench.answerBy(planning(planOf(SPEAK)));
      const first = await startServer(bench, home, args, (command, options) =>
        bench.startProcess(command, { ...options, env }),
      );
      const run = await first.begin("say it", { approve: true });
      await first.reaches(run, "approval-wanted");
      const { page } = await openPage(browser, `${first.url}/?token=${first.token}`);
      await page.goto(`${first.url}/#/run/${run}`);
      await page.getByRole("button", { name: "Run it" }).waitFor();
      first.cli.kill("SIGKILL");
      await first.cli.ended;
      await page.getByText("The connection is lost; trying again…").waitFor();
      const port = new URL(first.url).port;
      const second = await startServer(bench, home, [...args, "--port", port], (command, options) =>
        bench.start(command, { ...options, env }),
      );
      await second.reaches(run, "approval-wanted");
      await page.getByText("The connection is lost; trying again…").waitFor({ state: "hidden" });
      await page.getByRole("button", { name: "Run it" }).click();
      await page.getByText("Done", { exact: true }).waitFor();
      await page.getByLabel("Play 0-text-to-speech.wav").first().waitFor();
      await page.getByRole("link", { name: "Registry" }).click();
      await page.getByRole("button", { name: "Sync with the Hub" }).click();
      await page.getByText(/New: \d+, changed: \d+, removed: \d+/).waitFor();
      await second.stop();
      expect(hub.requests.length).toBeGreaterThan(0);
    });
  },
);

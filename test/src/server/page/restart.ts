import { expect, it } from "vitest";
import { planning, planOf } from "../../e2e/scripts.js";
import { startServer } from "../running-server.js";
import { type Place, SPEAK } from "./place.js";

const TOKEN = "the-same-at-each-start";

/** What the page does where its server is killed. */
export function restartTests(place: Place): void {
  it("says that its server is gone, finds the next one by itself, and goes on with the run where it was", async () => {
    const { bench, browser } = place;
    const home = bench.home();
    const args = ["--backend", "builtin", "--token", TOKEN];
    bench.answerBy(planning(planOf(SPEAK)));
    const first = await startServer(bench, home, args, bench.startProcess);
    const run = await first.begin("say it", { approve: true });
    await first.reaches(run, "approval-wanted");
    const context = await browser.newContext({ locale: "en-GB" });
    const page = await context.newPage();
    await page.goto(`${first.url}/?token=${first.token}#/run/${run}`);
    await page.getByRole("button", { name: "Run it" }).waitFor();
    const other = await context.newPage();
    await other.goto(`${first.url}/#/runs`);
    await other.getByRole("link", { name: "say it" }).waitFor();
    first.cli.kill("SIGKILL");
    await first.cli.ended;
    await page.getByText("The connection was lost; trying again…").waitFor();
    await other.getByRole("link", { name: "Ask" }).click();
    await other
      .getByText("The server cannot be reached. It may be starting; this page keeps trying.")
      .waitFor();
    const port = new URL(first.url).port;
    const second = await startServer(bench, home, [...args, "--port", port]);
    await second.reaches(run, "approval-wanted");
    await other.getByText("Works here now").waitFor();
    expect(await other.getByRole("alert").count()).toBe(0);
    await page.getByText("The connection was lost; trying again…").waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Run it" }).click();
    await page.getByText("Done", { exact: true }).waitFor();
    await page.getByLabel("Play 0-text-to-speech.wav").first().waitFor();
    await context.close();
    expect(await second.json(`/api/runs/${run}`)).toMatchObject({ status: "done" });
    await second.stop();
  });
}

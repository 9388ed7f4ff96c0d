import { expect, it } from "vitest";
import { gate } from "../../loopback/gate.js";
import type { Place } from "./place.js";

/** What the page shows of the registry and of the runs that are kept, and how it syncs. */
export function registryTests(place: Place): void {
  it("searches the registry by words and facets, shows a model, comes back to the search, and compares two", async () => {
    const { page, complaints } = await place.open();
    await page.getByRole("link", { name: "Registry" }).click();
    await page.getByRole("button", { name: "Show more" }).click();
    await page.getByText(/^40 of \d+ models$/).waitFor();
    await page.getByRole("searchbox", { name: "What kind of model?" }).fill("mood of a text");
    await page.getByLabel("Licence").fill("apache-2.0");
    await page.keyboard.press("Enter");
    await page.getByLabel("Show what the score consists of").check();
    await page
      .getByText(/lexical/)
      .first()
      .waitFor();
    const licences = await page.getByText(/licence [\w.-]+/).allTextContents();
    expect(licences.filter((one) => !one.includes("licence apache-2.0"))).toEqual([]);
    await page.getByRole("listitem").getByRole("link").first().click();
    await page.getByRole("rowheader", { name: "Where it runs" }).waitFor();
    const name = await page.getByRole("heading", { level: 1 }).textContent();
    expect(await page.title()).toBe(`${name} – HuggingGPT`);
    await page.getByRole("link", { name: "Back" }).click();
    await expect
      .poll(() => page.getByRole("searchbox", { name: "What kind of model?" }).inputValue())
      .toBe("mood of a text");
    const choices = page.getByRole("checkbox", { name: "Compare" });
    for (const n of [0, 1]) await choices.nth(n).check();
    await page.getByRole("button", { name: "Compare" }).click();
    await page.getByRole("columnheader").nth(1).waitFor();
    for (const fact of ["Task", "Licence", "Downloads", "Where it runs"])
      expect(await page.getByRole("row", { name: fact }).getByRole("cell").count(), fact).toBe(2);
    expect(await page.title()).toBe("Comparison – HuggingGPT");
    expect(complaints).toEqual([]);
  });

  it("finds runs by their words, and says where there is none", async () => {
    const run = await place.finished();
    const { page } = await place.open("runs");
    const search = page.getByRole("searchbox", { name: "Search the runs" });
    await search.fill("no such words");
    await page.keyboard.press("Enter");
    await page.getByText("Nothing was found.").waitFor();
    await search.fill("mood, and say");
    await page.keyboard.press("Enter");
    await page.getByText(/2 of 2 tasks/).waitFor();
    await page.getByRole("link", { name: "what is the mood, and say something" }).click();
    await page.waitForURL((url) => url.hash === `#/run/${run}`);
  });

  it("charts what is indexed, syncs with progress as it goes, stops that, and ends it another time", async () => {
    const { page, complaints } = await place.open("registry/index");
    for (const chart of ["task", "licence", "provider", "the year of their last change"]) {
      const table = page.locator("div", { has: page.getByRole("heading", { name: `Models by ${chart}` }) });
      await table.getByRole("meter").first().waitFor();
    }
    const held = gate();
    const rule = place.hub.inject({ match: "/api/partners/", fault: held.whole, after: 3 });
    await page.getByRole("button", { name: "Sync with the Hub" }).click();
    await held.arrived;
    await page.getByText(/^Where models run: \w+/).waitFor();
    await page.getByRole("button", { name: "Stop the sync" }).click();
    await page.getByRole("button", { name: "Sync with the Hub" }).waitFor();
    expect(await place.server.json("/api/sync")).toMatchObject({ state: "idle" });
    rule.remove();
    held.release();
    await page.getByRole("button", { name: "Sync with the Hub" }).click();
    await page.getByText(/New: \d+, changed: \d+, removed: \d+/).waitFor();
    expect(complaints).toEqual([]);
  });
}

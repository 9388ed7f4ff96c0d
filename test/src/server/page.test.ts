import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { isAnswering, isPlanning, planning, planOf } from "../e2e/scripts.js";
import { sandboxReply } from "../llm/sandbox-reply.js";
import { forModel } from "../loopback/fault-rules.js";
import { failWith } from "../loopback/faults.js";
import { MODELS } from "./answers.js";
import { NO_BROWSER, newContext, openPage } from "./browser.js";
import { MOOD, PNG, SPEAK, usePlace } from "./page/place.js";
import { registryTests } from "./page/registry.js";
import { restartTests } from "./page/restart.js";
import { resultTests } from "./page/results.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const REQUEST = { name: "What should be done?" };

describe.skipIf(NO_BROWSER !== null)(`the page${NO_BROWSER ? ` (skipped: ${NO_BROWSER})` : ""}`, () => {
  const place = usePlace();
  const { open } = place;
  resultTests(place);
  registryTests(place);
  restartTests(place);

  it("asks with a file, shows the plan as it fills in, and plays and hands out what came of it", async () => {
    place.bench.answerBy(
      planning(planOf({ task: "summarization", args: { text: "<FILE>-1" } }, { ...SPEAK, id: 1, dep: [0] })),
    );
    const { page, complaints } = await open();
    expect(page.url()).not.toContain("token");
    await page.getByRole("textbox", REQUEST).fill("summarize this and say something");
    const buffer = Buffer.from("One thing happened. Then another. In the end all was well again.");
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "note.txt", mimeType: "text/plain", buffer });
    await page.getByText("note.txt").waitFor();
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByText("Done", { exact: true }).waitFor();
    await page.getByRole("button", { name: /text-to-speech/ }).click();
    await page.getByRole("heading", { name: /\[1\] text-to-speech: done/ }).waitFor();
    const sound = page.getByLabel("Play 1-text-to-speech.wav").first();
    await expect
      .poll(() => sound.evaluate((audio) => (audio as unknown as { duration: number }).duration))
      .toBeGreaterThan(0.5);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download 1-text-to-speech.wav" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("1-text-to-speech.wav");
    expect(complaints).toEqual([]);
  });

  it("waits for approval, takes another model, and shows how it falls back when the model fails", async () => {
    place.bench.answerBy(planning(planOf(MOOD)));
    const { page, complaints } = await open();
    await page.getByRole("textbox", REQUEST).fill("what is the mood?");
    await page.getByLabel("Show me the plan before it runs").check();
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByRole("heading", { name: "Run this plan?" }).waitFor();
    const choice = page.getByRole("combobox", { name: "Model [0]" });
    const other = (await choice.locator("option").allTextContents())[1] ?? "";
    await choice.selectOption(other);
    await page.getByRole("button", { name: other }).waitFor();
    await page.getByRole("button", { name: "Edit the plan" }).click();
    await page
      .getByRole("textbox", { name: "Plan" })
      .fill(planOf({ ...MOOD, args: { text: "What a storm" } }));
    await page.getByRole("button", { name: "Propose again" }).click();
    await page.getByText("text: What a storm").waitFor();
    await choice.selectOption(other);
    await page.getByRole("button", { name: other }).waitFor();
    place.bench.inference.inject({ match: forModel(other), fault: failWith(503) });
    await page.getByRole("button", { name: "Run it" }).click();
    await page.getByText("Done", { exact: true }).waitFor();
    await page.getByRole("button", { name: /text-classification/ }).click();
    await page.getByText(/503/).first().waitFor();
    expect(complaints).toEqual([]);
  });

  it("survives a reload in the middle of a run, and a browser without storage", async () => {
    place.bench.answerBy(planning(planOf(MOOD)));
    const { page } = await open();
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, "localStorage", {
        get: () => {
          throw new Error("no storage");
        },
      });
      // As on a page that is neither of this machine nor of an https address.
      Object.defineProperty(crypto, "randomUUID", { value: undefined });
    });
    await page.reload();
    await page.getByRole("textbox", REQUEST).fill("what is the mood?");
    await page.getByLabel("Show me the plan before it runs").check();
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByRole("heading", { name: "Run this plan?" }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: "Run it" }).click();
    await page.getByText("Done", { exact: true }).waitFor();
  });

  it("takes a file that is dropped and a picture that is pasted, shows how far a large one is and calls it back, stops the run and goes on with it", async () => {
    place.bench.answerBy(planning(planOf(MOOD)));
    const { page, complaints } = await open();
    const give = (place: string, event: string, file: string) =>
      page.evaluate(`{
        const data = new DataTransfer();
        data.items.add(${file});
        const options = { dataTransfer: data, clipboardData: data, bubbles: true, cancelable: true };
        document.querySelector("${place}").dispatchEvent(new ${event}, options));
      }`);
    await give("form", 'DragEvent("drop"', 'new File(["a mood"], "dropped.txt", { type: "text/plain" })');
    const picture = `new File([Uint8Array.from(atob("${PNG.toString("base64")}"), (one) => one.charCodeAt(0))], "pasted.png", { type: "image/png" })`;
    await give("textarea", 'ClipboardEvent("paste"', picture);
    await page.getByText("dropped.txt").waitFor();
    await page.getByText("pasted.png").waitFor();
    await page.getByText("Files: 2, 76 B of at most 256.0 MB").waitFor();
    await page.getByRole("textbox", REQUEST).fill("what is the mood?");
    await page.getByLabel("Show me the plan before it runs").check();
    const large = {
      name: "large.bin",
      mimeType: "application/octet-stream",
      buffer: Buffer.alloc(2_000_000),
    };
    await page.locator("input[type=file]").setInputFiles(large);
    await sendSlowly(page);
    await page.getByRole("button", { name: "Start" }).click();
    const sent = page.getByRole("progressbar", { name: "Sending…" });
    await expect.poll(async () => Number(await sent.getAttribute("value"))).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Remove large.bin" }).click();
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByRole("heading", { name: "Run this plan?" }).waitFor();
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await expect.poll(() => isFocused(page.getByRole("heading", { level: 1 }))).toBe(true);
    await page.getByRole("button", { name: "Resume" }).click();
    await page.getByRole("button", { name: "Run it" }).click();
    await page.getByText("Done", { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("works by the keyboard alone", async () => {
    place.bench.answerBy(planning(planOf(MOOD)));
    const { page } = await open();
    await page.getByRole("textbox", REQUEST).focus();
    await page.keyboard.type("what is the mood?");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Done", { exact: true }).waitFor();
    const task = page.getByRole("button", { name: /text-classification/ });
    for (let tabs = 0; tabs < 30 && !(await isFocused(task)); tabs++) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const opened = page.getByRole("heading", { name: /\[0\] text-classification: done/ });
    await expect.poll(() => isFocused(opened)).toBe(true);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect.poll(() => isFocused(task)).toBe(true);
    expect(await opened.count()).toBe(0);
  });

  it("says that a run failed and why, runs it again from a task with another model, and tells its total under a cap", async () => {
    const match = place.bench.worksAt("text-to-image");
    const broken = place.bench.inference.inject({ match, fault: failWith(400) });
    place.bench.answerBy(planning(planOf({ task: "text-to-image", args: { text: "a boat" } })));
    const { page } = await open();
    await page.getByRole("textbox", REQUEST).fill("draw a boat");
    await page.getByText("Options").click();
    await page.getByLabel("At most, in US dollars").fill("0.5");
    await page.getByLabel(/unknown price/).fill("0.02");
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByText("Failed", { exact: true }).waitFor();
    await page.getByText(/Cost: \$0\.\d+ of \$0\.50/).waitFor();
    await page.getByRole("button", { name: /text-to-image/ }).click();
    await page
      .getByText(/injected fault 400/)
      .first()
      .waitFor();
    broken.remove();
    const failed = page.url();
    await page.getByRole("button", { name: "Run again with this model" }).first().click();
    await page.waitForURL((url) => url.href !== failed);
    await page.getByText("Done", { exact: true }).waitFor();
    await page.getByRole("link", { name: "Ask again" }).click();
    expect(await page.getByRole("textbox", REQUEST).inputValue()).toBe("draw a boat");
    await page.goto(`${place.server.url}/#/run/20200101-000000000-0`);
    await page.getByText("There is no run 20200101-000000000-0").waitFor();
    expect(await page.getByRole("button", { name: "Stop", exact: true }).count()).toBe(0);
    await page.goto(`${place.server.url}/#/nonsense/words`);
    await page.getByRole("heading", { name: "There is no such page" }).waitFor();
  });

  it.each([
    ["light", { colorScheme: "light" as const }, { width: 1100, height: 740 }, []],
    [
      "dark, on a phone",
      { colorScheme: "dark" as const },
      { width: 320, height: 740 }, // As WCAG 2.2 asks (1.4.10, reflow).
      // What has nothing to do with colours and sizes is the same as in the light.
      ["color-contrast", "target-size", "scrollable-region-focusable", "nested-interactive"],
    ],
  ])(
    "has no serious fault of accessibility and nothing beside its edge: %s",
    async (_what, media, size, rules) => {
      const run = await place.finished();
      const { models } = MODELS.parse(await place.server.json("/api/models?k=2"));
      const ids = models.map(({ model }) => encodeURIComponent(model.id));
      const { page } = await open();
      await page.emulateMedia(media);
      await page.setViewportSize(size);
      await page.evaluate(AXE);
      const compared = `registry/compare/${ids.join("/")}`;
      for (const [view, title] of [
        ["", "HuggingGPT"],
        [`run/${run}`, "what is the mood, and say something"],
        ["runs", "Runs – HuggingGPT"],
        ["registry", "Registry – HuggingGPT"],
        ["registry/index", "What is indexed, and sync – HuggingGPT"],
        [compared, "Comparison – HuggingGPT"],
      ] as const) {
        await page.goto(`${place.server.url}/#/${view}`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await expect.poll(() => page.title()).toBe(title);
        if (view.includes("run/")) await page.getByRole("button", { name: /text-to-speech/ }).click();
        if (view === compared) await page.getByRole("columnheader").first().waitFor();
        expect(await seriousFaults(page, rules), view).toEqual([]);
        expect(await excessWidth(page), view).toBeLessThanOrEqual(0);
      }
    },
  );

  it("shows words of a model as words: nothing runs, nothing is fetched, no link leads astray", async () => {
    const words = [
      "![x](https://evil.example/?d=1)",
      "<img src=x onerror=alert(1)>",
      "<script>alert(1)</script>",
      "[a](javascript:alert(1)) [b](data:text/html,x) <a href='https://good.example/' onclick='x'>c</a>",
      "<form action=https://evil.example><input name=p></form> **bold**",
      "[d](//evil.example/x) [e](/api/runs) [f](#/runs) [g](vbscript:x)",
      `| ${"column|".repeat(30)}\n|${"---|".repeat(30)}\n| ${"wordwithoutend|".repeat(30)}`,
      ...Array.from({ length: 200 }, () => "It goes on and on, and on once more."),
      "The end.",
    ].join("\n\n");
    place.bench.answerBy((call) =>
      isPlanning(call) ? planOf(MOOD) : isAnswering(call) ? words : sandboxReply(call),
    );
    const run = await place.server.begin(`what is the mood? ${"endless".repeat(100)}`);
    await place.server.ended(run);
    const { page, complaints } = await open();
    await page.setViewportSize({ width: 320, height: 740 });
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).host));
    await page.goto(`${place.server.url}/#/run/${run}`);
    const answer = page.locator(".answer");
    await answer.getByText("bold").waitFor();
    expect(await excessWidth(page)).toBeLessThanOrEqual(0);
    expect((await page.getByRole("heading", { level: 1 }).textContent())?.length).toBeLessThan(300);
    await page.getByRole("button", { name: "Show the whole answer" }).click();
    await answer.getByText("The end.").scrollIntoViewIfNeeded();
    expect(await answer.locator("img, script, form, input, [onclick]").count()).toBe(0);
    expect(
      await answer.locator("a[href]").evaluateAll((all) => all.map((one) => one.getAttribute("href"))),
    ).toEqual(["https://good.example/"]);
    expect(asked.filter((host) => host !== new URL(place.server.url).host)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("speaks Chinese where the browser does, and English where it is switched", async () => {
    const { page } = await open("", { locale: "zh-CN" });
    await page.getByRole("heading", { name: "要做什么？" }).waitFor();
    await page.getByLabel("语言").selectOption("en");
    await page.getByRole("heading", REQUEST).waitFor();
  });

  it("says what is missing without a token, and takes it", async () => {
    const context = await newContext(place.browser);
    const { page } = await openPage(context, place.server.url);
    await page.getByText("This page needs the server's token.").waitFor();
    await page.getByPlaceholder("Token").fill(place.server.token);
    await page.getByRole("button", { name: "Open" }).click();
    await page.getByText("Works here now").waitFor();
    await page.getByRole("button", { name: "Draw the edges of this picture" }).click();
    await page.getByText("Add the file that this is about, then start.").waitFor();
    expect(await page.getByRole("textbox", REQUEST).inputValue()).toBe("Draw the edges of this picture");
    await context.close();
  });
});

/** What axe finds serious or critical; `rules`: only these, all where there are none. */
function seriousFaults(page: Page, rules: readonly string[]): Promise<string[]> {
  return page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(
          options: object,
        ): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
      };
    };
    const some = runOnly.length > 0 ? { runOnly } : {};
    const { violations } = await axe.run({ resultTypes: ["violations"], ...some });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }, rules);
}

/** Lets a page send no faster than a slow network: a part of what it sends is on its way for long. */
async function sendSlowly(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  const network = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 400_000 };
  await devtools.send("Network.emulateNetworkConditions", network);
}

function isFocused(element: Locator): Promise<boolean> {
  return element.evaluate((node) => node === node.ownerDocument.activeElement);
}

/** By how much the page is wider than its window, in CSS pixels. */
function excessWidth(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { documentElement } = (
      globalThis as unknown as {
        document: { documentElement: { scrollWidth: number; clientWidth: number } };
      }
    ).document;
    return documentElement.scrollWidth - documentElement.clientWidth;
  });
}

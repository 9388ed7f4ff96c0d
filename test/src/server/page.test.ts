import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { decodePicture } from "@hugginggpt/shared/pictures";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "../e2e/bench.js";
import { isAnswering, isPlanning, planning, planOf } from "../e2e/scripts.js";
import { sandboxReply } from "../llm/sandbox-reply.js";
import { forModel } from "../loopback/fault-rules.js";
import { failWith, wrongJson } from "../loopback/faults.js";
import { simulatedGlb } from "../media/simulated-glb.js";
import { NO_BROWSER, openPage, startBrowser } from "./browser.js";
import { type Maker, startMaker } from "./maker.js";
import { type RunningServer, startServer } from "./running-server.js";

const SPEAK = { task: "text-to-speech", args: { text: "The lighthouse is open." } };
const MOOD = { task: "text-classification", args: { text: "I love this harbour" } };
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** One red dot. */
const PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/q842iQAAAABJRU5ErkJggg==";
const REQUEST = { name: "What shall be done?" };

describe.skipIf(NO_BROWSER !== null)(`the page${NO_BROWSER ? ` (skipped: ${NO_BROWSER})` : ""}`, () => {
  let bench: Bench;
  let home: string;
  let server: RunningServer;
  let browser: Browser;
  let maker: Maker;
  beforeAll(async () => {
    bench = await startBench();
    home = bench.synced;
    const glb = (content: Uint8Array) => ["model/gltf-binary", content] as const;
    maker = await startMaker(home, ["text-to-3d"], {
      cube: glb(simulatedGlb()),
      "half a cube": glb(simulatedGlb().subarray(0, 700)),
      "a cube with a picture from elsewhere": glb(
        simulatedGlb({ images: [{ uri: "https://evil.example/pixel.png" }] }),
      ),
      "the points of a cube": ["model/obj", Buffer.from("v 0 0 0\nv 1 0 0\nv 0 1 1\nf 1 2 3\n")],
    });
    server = await startServer(bench, home, maker.args);
    browser = await startBrowser();
  });
  afterEach(() => bench.reset());
  afterAll(async () => {
    await browser.close();
    await server.stop();
    await maker.close();
    await bench.close();
  });
  const open = (options = {}) => openPage(browser, `${server.url}/?token=${server.token}`, options);

  it("asks with a file, shows the plan as it fills in, and plays and hands out what came of it", async () => {
    bench.answerBy(
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
    bench.answerBy(planning(planOf(MOOD)));
    const { page, complaints } = await open();
    await page.getByRole("textbox", REQUEST).fill("what is the mood?");
    await page.getByLabel("Show me the plan before it runs").check();
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByRole("heading", { name: "Shall this run?" }).waitFor();
    const choice = page.getByRole("combobox", { name: "Model [0]" });
    const other = (await choice.locator("option").allTextContents())[1] ?? "";
    await choice.selectOption(other);
    await page.getByRole("button", { name: other }).waitFor();
    bench.inference.inject({ match: forModel(other), fault: failWith(503) });
    await page.getByRole("button", { name: "Run it" }).click();
    await page.getByText("Done", { exact: true }).waitFor();
    await page.getByRole("button", { name: /text-classification/ }).click();
    await page.getByText(/503/).first().waitFor();
    expect(complaints).toEqual([]);
  });

  it("survives a reload in the middle of a run, and a browser without storage", async () => {
    bench.answerBy(planning(planOf(MOOD)));
    const { page } = await open();
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, "localStorage", {
        get: () => {
          throw new Error("no storage");
        },
      });
    });
    await page.getByRole("textbox", REQUEST).fill("what is the mood?");
    await page.getByLabel("Show me the plan before it runs").check();
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByRole("heading", { name: "Shall this run?" }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: "Run it" }).click();
    await page.getByText("Done", { exact: true }).waitFor();
  });

  it("takes a file that is dropped and a picture that is pasted, stops the run and goes on with it", async () => {
    bench.answerBy(planning(planOf(MOOD)));
    const { page, complaints } = await open();
    const give = (place: string, event: string, file: string) =>
      page.evaluate(`{
        const data = new DataTransfer();
        data.items.add(${file});
        const options = { dataTransfer: data, clipboardData: data, bubbles: true, cancelable: true };
        document.querySelector("${place}").dispatchEvent(new ${event}, options));
      }`);
    await give("form", 'DragEvent("drop"', 'new File(["a mood"], "dropped.txt", { type: "text/plain" })');
    const picture = `new File([Uint8Array.from(atob("${PNG}"), (one) => one.charCodeAt(0))], "pasted.png", { type: "image/png" })`;
    await give("textarea", 'ClipboardEvent("paste"', picture);
    await page.getByText("dropped.txt").waitFor();
    await page.getByText("pasted.png").waitFor();
    await page.getByRole("textbox", REQUEST).fill("what is the mood?");
    await page.getByLabel("Show me the plan before it runs").check();
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByRole("heading", { name: "Shall this run?" }).waitFor();
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByRole("button", { name: "Run it" }).click();
    await page.getByText("Done", { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("works by the keyboard alone", async () => {
    bench.answerBy(planning(planOf(MOOD)));
    const { page } = await open();
    await page.getByRole("textbox", REQUEST).focus();
    await page.keyboard.type("what is the mood?");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Done", { exact: true }).waitFor();
    const task = page.getByRole("button", { name: /text-classification/ });
    for (
      let tabs = 0;
      tabs < 30 && !(await task.evaluate((node) => node === node.ownerDocument.activeElement));
      tabs++
    )
      await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: /\[0\] text-classification: done/ }).waitFor();
  });

  it("shows what tasks made: before and after, marks to switch off, a wave, a table, a transcript; and hands out all of it", async () => {
    const speech = { text: "hello there", chunks: [{ timestamp: [0, 1.5], text: "hello there" }] };
    const match = bench.worksAt("automatic-speech-recognition");
    bench.inference.inject({ match, fault: wrongJson(speech) });
    const tasks = [
      { task: "image-to-image", args: { image: "<FILE>-1", text: "as a drawing" } },
      { task: "object-detection", args: { image: "<FILE>-1" } },
      { ...SPEAK },
      { task: "token-classification", args: { text: "Angela Merkel lives in Berlin." } },
      { task: "automatic-speech-recognition", args: { audio: "<GENERATED>-2" }, dep: [2] },
    ];
    bench.answerBy(planning(planOf(...tasks)));
    const run = await server.begin("do all of it", {}, { "dot.png": Buffer.from(PNG, "base64") });
    const { tasks: done } = await server.ended(run);
    const { page, complaints } = await open({ acceptDownloads: true });
    await page.goto(`${server.url}/#/run/${run}`);
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
    await opened(/text-to-speech/);
    await page.locator("canvas.isDrawn").waitFor();
    await opened(/token-classification/);
    await page.getByRole("region", { name: "Table" }).getByText("Berlin").waitFor();
    await opened(/automatic-speech-recognition/);
    await page.getByText("0:00.0–0:01.5").waitFor();
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

  it("says that a run failed and why, runs it again from a task with another model, and tells its total under a cap", async () => {
    const match = bench.worksAt("text-to-image");
    const broken = bench.inference.inject({ match, fault: failWith(400) });
    bench.answerBy(planning(planOf({ task: "text-to-image", args: { text: "a boat" } })));
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
  });

  it("shows 3D objects that can be turned, fetches nothing for them, and hands out what it cannot show", async () => {
    const wanted = ["cube", "the points of a cube", "half a cube", "a cube with a picture from elsewhere"];
    bench.answerBy(
      planning(planOf(...wanted.map((text, id) => ({ id, task: "text-to-3d", args: { text } })))),
    );
    const run = await server.begin("make cubes");
    await server.ended(run);
    const { page, complaints } = await open();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).host));
    await page.goto(`${server.url}/#/run/${run}`);
    const shown = page.getByRole("img", { name: /3D object/ });
    await page.getByRole("button", { name: "Nearer" }).nth(1).waitFor();
    const before = await shown.first().screenshot();
    expect(new Set(decodePicture(before)?.pixels).size).toBeGreaterThan(50);
    await shown.first().press("ArrowRight");
    expect((await shown.first().screenshot()).equals(before)).toBe(false);
    await page.getByText("This 3D file is broken and cannot be shown; it can be downloaded.").waitFor();
    await page.getByText("This 3D file needs other files, which are not fetched").waitFor();
    expect(await page.getByRole("link", { name: /Download \d-text-to-3d\.(glb|obj)/ }).count()).toBe(4);
    expect(asked.filter((host) => host !== new URL(server.url).host)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("records speech in the page and sends it with the request", async () => {
    bench.answerBy(planning(planOf({ task: "automatic-speech-recognition", args: { audio: "<FILE>-1" } })));
    const { page, complaints } = await open({ permissions: ["microphone"] });
    await page.getByRole("textbox", REQUEST).fill("write down what I say");
    await page.getByRole("button", { name: "Record speech" }).click();
    await page.getByRole("button", { name: "Stop recording" }).click();
    await page.getByText(/^speech\.\w+/).waitFor();
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByRole("button", { name: /automatic-speech-recognition/ }).waitFor();
    const run = page.url().split("/run/")[1] ?? "";
    const { files } = await server.ended(run);
    expect(files).toEqual([
      {
        name: expect.stringMatching(/^speech\./),
        mediaType: expect.stringMatching(/^(audio|video)\/webm/),
        bytes: expect.any(Number),
      },
    ]);
    expect(files[0].bytes).toBeGreaterThan(100);
    expect(complaints).toEqual([]);
  });

  it("searches the registry, shows a model, and lists the runs", async () => {
    const { page, complaints } = await open();
    await page.getByRole("link", { name: "Registry" }).click();
    await page.getByRole("searchbox", { name: "What kind of model?" }).fill("mood of a text");
    await page.keyboard.press("Enter");
    await page.getByLabel("Show how the score is made").check();
    await page
      .getByText(/lexical/)
      .first()
      .waitFor();
    await page.getByRole("listitem").getByRole("link").first().click();
    await page.getByText("Where it runs").waitFor();
    await page.getByRole("link", { name: "Runs" }).click();
    await page.getByRole("searchbox", { name: "Search the runs" }).waitFor();
    expect(complaints).toEqual([]);
  });

  it.each([
    ["light", { colorScheme: "light" as const }, []],
    [
      "dark, on a phone",
      { colorScheme: "dark" as const, viewport: { width: 360, height: 740 } },
      // What has nothing to do with colours and sizes is the same as in the light.
      ["color-contrast", "target-size", "scrollable-region-focusable", "nested-interactive"],
    ],
  ])(
    "has no serious fault of accessibility and nothing beside its edge: %s",
    async (_what, options, rules) => {
      bench.answerBy(planning(planOf(MOOD, { ...SPEAK, id: 1 })));
      const run = await server.begin("what is the mood, and say something");
      await server.ended(run);
      const { page } = await open(options);
      for (const view of ["#/", `#/run/${run}`, "#/runs", "#/registry"]) {
        await page.goto(`${server.url}/${view}`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        if (view.includes("run/")) await page.getByRole("button", { name: /text-to-speech/ }).click();
        await page.evaluate(AXE);
        const faults = await page.evaluate(async (runOnly) => {
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
        expect(faults, view).toEqual([]);
        const excess = await page.evaluate(() => {
          const { documentElement } = (
            globalThis as unknown as {
              document: { documentElement: { scrollWidth: number; clientWidth: number } };
            }
          ).document;
          return documentElement.scrollWidth - documentElement.clientWidth;
        });
        expect(excess, view).toBeLessThanOrEqual(0);
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
    ].join("\n\n");
    bench.answerBy((call) =>
      isPlanning(call) ? planOf(MOOD) : isAnswering(call) ? words : sandboxReply(call),
    );
    const run = await server.begin("what is the mood?");
    await server.ended(run);
    const { page, complaints } = await open();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).host));
    await page.goto(`${server.url}/#/run/${run}`);
    const answer = page.locator(".answer");
    await answer.getByText("bold").waitFor();
    expect(await answer.locator("img, script, form, input, [onclick]").count()).toBe(0);
    expect(
      await answer.locator("a[href]").evaluateAll((all) => all.map((one) => one.getAttribute("href"))),
    ).toEqual(["https://good.example/"]);
    expect(asked.filter((host) => host !== new URL(server.url).host)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("speaks Chinese where the browser does, and English where it is switched", async () => {
    const { page } = await open({ locale: "zh-CN" });
    await page.getByRole("heading", { name: "要做什么？" }).waitFor();
    await page.getByLabel("语言").selectOption("en");
    await page.getByRole("heading", REQUEST).waitFor();
  });

  it("says what is missing without a token, and takes it", async () => {
    const { page } = await openPage(browser, server.url);
    await page.getByText("This page needs the server's token.").waitFor();
    await page.getByPlaceholder("Token").fill(server.token);
    await page.getByRole("button", { name: "Open" }).click();
    await page.getByText("Works here now").waitFor();
  });
});

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { ShownReport } from "../../apps/cli/dist/programs.js";
import { runCli } from "./e2e/cli.js";
import { makeHome } from "./e2e/temp-home.js";
import { startSandbox } from "./index.js";
import { simulatedPng } from "./media/simulated-png.js";

describe("the sandbox", async () => {
  const sandbox = await startSandbox();
  afterAll(() => sandbox.close());

  it("says that everything is simulated and gives the variables for both kinds of shell", () => {
    expect(sandbox.banner).toContain("SIMULATED");
    for (const [name, value] of Object.entries(sandbox.environment)) {
      expect(sandbox.banner).toContain(`export ${name}=${value}`);
      expect(sandbox.banner).toContain(`$env:${name} = "${value}"`);
    }
  });

  it("runs every model that its Hub says is live", async () => {
    const { HF_ENDPOINT, HF_INFERENCE_ENDPOINT, HF_TOKEN } = sandbox.environment;
    const partners = await (await fetch(`${HF_ENDPOINT}/api/partners/fal-ai/models?status=live`)).json();
    const videos: Record<string, { providerId: string }> = Object(partners)["text-to-video"];
    const [{ providerId } = { providerId: "" }] = Object.values(videos);
    const response = await fetch(`${HF_INFERENCE_ENDPOINT}/fal-ai/${providerId}?_subdomain=queue`, {
      method: "POST",
      body: JSON.stringify({ prompt: "a walk" }),
      headers: { authorization: `Bearer ${HF_TOKEN}` },
    });
    expect(await response.json()).toMatchObject({ status: "IN_QUEUE" });
  });
});

describe("README's examples in the sandbox, before any sync", async () => {
  const sandbox = await startSandbox();
  const home = makeHome();
  const photo = join(home.path, "photo.png");
  writeFileSync(photo, simulatedPng("a photo"));
  writeFileSync(
    join(home.path, "letter.txt"),
    "Dear Ada, the library in Lisbon opens in May. Come and see it.",
  );
  afterAll(async () => {
    await sandbox.close();
    home.remove();
  });

  const run = async (args: readonly string[]) => {
    const env = { ...sandbox.environment, HUGGINGGPT_HOME: home.path };
    const end = await runCli("hugginggpt", ["run", ...args, "--json"], { home: home.path, env });
    const report: ShownReport = JSON.parse(end.stdout || "{}");
    const tasks = (report.tasks ?? []).map(({ task, status }) => `${task} ${status}`);
    return { tasks, text: report.answer ?? "", code: end.code, stderr: end.stderr };
  };

  it.each([
    [
      ["describe this photo, translate the description into German and read it aloud", "--file", photo],
      ["image-to-text succeeded", "translation succeeded", "text-to-speech succeeded"],
    ],
    [["make a picture of a lighthouse at dusk", "--dry-run"], ["text-to-image planned"]],
    [["make a picture of a lighthouse at dusk"], ["text-to-image succeeded"]],
    [["What does this picture show?", "--file", photo], ["image-to-text succeeded"]],
    [["translate this into French", "--file", join(home.path, "letter.txt")], ["translation succeeded"]],
    [["总结这篇文章", "--file", join(home.path, "letter.txt")], ["summarization succeeded"]],
  ])("are planned, given models and run: %j", async (args, expected) => {
    const end = await run(args);
    expect(end.tasks, end.stderr).toEqual(expected);
    expect(end.code).toBe(0);
  });

  it("ask for a picture that nobody gave", async () => {
    const end = await run(["What does this picture show?"]);
    expect(end.tasks).toEqual([]);
    expect(end.text + end.stderr).toMatch(/needs a picture.*--file/s);
  });
});

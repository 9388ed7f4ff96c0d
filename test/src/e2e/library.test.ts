import { execFile } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "./bench.js";
import { HF_SECRET, OPENAI_SECRET, secretIn } from "./secrets.js";
import { filesUnder, tempHome } from "./temp-home.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const EXAMPLES = join(ROOT, "docs", "examples");
const node = promisify(execFile);

describe("the examples in docs/examples", () => {
  let bench: Bench;
  beforeAll(async () => {
    const compiler = join(ROOT, "node_modules", "typescript", "bin", "tsc");
    await node(process.execPath, [compiler, "-p", EXAMPLES]);
    bench = await startBench();
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  async function run(example: string, args: readonly string[], home: string, online = true) {
    const servers = {
      HF_INFERENCE_ENDPOINT: bench.inference.url,
      HF_TOKEN: HF_SECRET,
      OPENAI_BASE_URL: bench.llm.baseUrl,
      OPENAI_API_KEY: OPENAI_SECRET,
    };
    const { stdout, stderr } = await node(process.execPath, [join(EXAMPLES, "dist", example), ...args], {
      cwd: home,
      env: { HUGGINGGPT_HOME: home, ...(online ? servers : {}) },
    });
    expect(secretIn(stdout + stderr)).toBeNull();
    return stdout;
  }

  it("loop over a run's events and print its report and its files", async () => {
    const home = bench.home();
    const printed = await run("events.js", ["Make a video titled 'An astronaut' and dub it"], home);
    expect(printed).toContain("plan: text-to-video, text-to-speech, video-dubbing\n");
    expect(printed).toMatch(/task 0: succeeded/);
    expect(printed).toMatch(/0-text-to-video\.mp4 \(video\/mp4\)/);
    const made = filesUnder(join(home, "outputs")).map((path) => path.split(/[\\/]/).at(-1));
    expect(made.sort()).toEqual([
      "0-text-to-video.mp4",
      "1-text-to-speech.wav",
      "2-video-dubbing.mp4",
      "manifest.json",
    ]);
  });

  it("work with nothing configured, on a registry that fills itself", async () => {
    const home = tempHome();
    const letter = join(home, "article.txt");
    cpSync(join(ROOT, "data", "examples", "article.txt"), letter);
    const printed = await run(
      "events.js",
      ["summarize this and read the summary aloud", letter],
      home,
      false,
    );
    expect(printed).toMatch(/1-text-to-speech\.wav \(audio\/wav\)/);
  });

  it("cancel a run by leaving the loop", async () => {
    const home = bench.home();
    expect(await run("cancel.js", [], home)).toMatch(/^cancelled: AbortError: the loop .* was left\n$/);
    expect(filesUnder(join(home)).filter((path) => path.includes("outputs"))).toEqual([]);
  });

  it("keep a run in a journal, which the command line reads", async () => {
    const home = bench.home();
    const printed = await run("journal.js", ["Make a picture of a cat"], home);
    expect(printed).toMatch(/^\d+ events\ntask 0: text-to-image, succeeded\n$/);
    for (const path of filesUnder(join(home, "runs")))
      expect(secretIn(readFileSync(path, "utf8"))).toBeNull();
    const shown = await bench.run(["runs", "show", "last"], { home });
    expect(shown).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/Make a picture of a cat.*succeeded/s),
    });
    const again = await bench.run(["runs", "replay", "last"], { home });
    expect(again.stdout).toMatch(/Same as recorded/);
  });

  it("record spans with an SDK of the program's choice", async () => {
    const printed = await run("tracing.js", ["Make a picture of a cat"], bench.home());
    for (const name of [
      "invoke_workflow hugginggpt",
      "plan",
      "retrieval",
      "execute_tool text-to-image",
      "attempt",
    ])
      expect(printed).toContain(`${name} {`);
    expect(printed).not.toContain("cat");
  });
});

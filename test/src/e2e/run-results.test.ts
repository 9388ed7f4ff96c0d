import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Manifest, readManifest, runFolder } from "@hugginggpt/runtime";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { SPOKEN } from "../inference/classic-answers.js";
import { simulatedPng } from "../media/simulated-png.js";
import { simulatedWav } from "../media/simulated-wav.js";
import { type Bench, startBench } from "./bench.js";

describe("what a run leaves", () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  const runOn = async (request: string, name: string, bytes: Uint8Array) => {
    const home = bench.home();
    writeFileSync(join(home, name), bytes);
    const report = await bench.report(["run", request, "--file", name], { home });
    const dir = join(home, "outputs", runFolder(report.run));
    return { report, dir, manifest: manifestIn(dir) };
  };

  it("draws boxes on a copy of the picture, keeps them as data, and says in the manifest where both came from", async () => {
    const picture = simulatedPng("two cats");
    const { report, dir, manifest } = await runOn("Detect the objects in this picture", "cats.png", picture);
    expect(report.status).toBe("done");
    const made = ["0-object-detection.json", "0-object-detection.png", "manifest.json"];
    expect(readdirSync(dir).sort()).toEqual(made);
    const { boxes } = JSON.parse(readFileSync(join(dir, "0-object-detection.json"), "utf8"));
    expect(boxes).toEqual(report.tasks[0]?.output.boxes);
    expect(readFileSync(join(dir, "0-object-detection.png")).equals(picture)).toBe(false);
    expect(manifest.files.map(({ file }) => file)).toEqual([
      "0-object-detection.png",
      "0-object-detection.json",
    ]);
    for (const { file, sha256, bytes } of manifest.files) {
      const content = readFileSync(join(dir, file));
      expect([sha256, bytes]).toEqual([hash(content), content.length]);
    }
    expect(manifest.files[0]).toMatchObject({
      mediaType: "image/png",
      taskId: 0,
      task: "object-detection",
      model: report.tasks[0]?.model,
      endpoint: report.tasks[0]?.endpoint,
      parameters: { image: { sha256: hash(picture), mediaType: "image/png" } },
    });
    expect(manifest.files[0]?.revision).toMatch(/^[0-9a-f]{40}$/);
  });

  it("keeps a transcript as text", async () => {
    const { report, dir } = await runOn("transcribe this recording", "talk.wav", simulatedWav("hello"));
    expect(report.status).toBe("done");
    expect(readFileSync(join(dir, "0-automatic-speech-recognition.txt"), "utf8")).toBe(`${SPOKEN}\n`);
  });

  it("ends with the answer and then the files: path, type, size and task", async () => {
    const home = bench.home();
    const { stdout } = await bench.run(["run", "make a picture of a cat", "--open"], { home });
    expect(stdout).toMatch(
      /\nFiles:\n {2}.*0-text-to-image\.png {2}\(image\/png, [\d.]+ k?B, text-to-image \[0\]\)\n$/,
    );
  });

  it("opens nothing and sends no picture away from a terminal", async () => {
    const home = bench.home();
    const env = { TERM_PROGRAM: "iTerm.app" };
    const { stdout, stderr } = await bench.run(["run", "make a picture of a cat", "--open"], { home, env });
    expect(stderr).toContain("nothing was opened");
    expect(stdout).not.toContain("\u001b");
  });

  it("says with --json of each file what it is and its hash", async () => {
    const { report, dir } = await runOn(
      "Detect the objects in this picture",
      "cats.png",
      simulatedPng("cats"),
    );
    for (const { path, sha256 } of report.tasks[0]?.artifacts ?? []) {
      expect(dirname(path)).toBe(dir);
      expect(hash(readFileSync(path))).toBe(sha256);
    }
    expect(report.tasks[0]?.artifacts.map(({ path }) => basename(path))).toHaveLength(2);
  });
});

function manifestIn(dir: string): Manifest {
  const manifest = readManifest(readFileSync(join(dir, "manifest.json"), "utf8"));
  if (!manifest) throw new Error(`The manifest in ${dir} does not keep to its schema`);
  return manifest;
}

function hash(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

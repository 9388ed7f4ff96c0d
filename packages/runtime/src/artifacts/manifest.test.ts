import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepOne, PNG, picture, recording } from "../testing/tiny-media.js";
import { describeParameters } from "./describe-parameters.js";
import { DirectoryArtifactStore } from "./directory-artifact-store.js";
import { readManifest } from "./manifest.js";
import { ManifestFile } from "./manifest-file.js";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "hugginggpt-manifest-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const clock = { now: () => Date.parse("2026-11-22T10:00:00Z") };
const store = (run = "run-1") => new DirectoryArtifactStore(dir, { run, clock });
const origin = { taskId: 1, task: "text-to-image", model: "org/model" };
const manifest = async (name = "manifest.json") => readManifest(await readFile(join(dir, name), "utf8"));
const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");

describe("the manifest", () => {
  it("has for each file its hash, size, type, task, model, place, parameters, licence and time", async () => {
    await keepOne(store(), picture, {
      ...origin,
      revision: "abc123",
      license: "apache-2.0",
      endpoint: "provider:fal-ai",
      args: { text: "a cat", image: picture },
    });
    expect(await manifest()).toEqual({
      format: "hugginggpt-manifest",
      version: 1,
      run: "run-1",
      files: [
        {
          file: "1-text-to-image.png",
          sha256: sha256(PNG),
          bytes: PNG.length,
          mediaType: "image/png",
          taskId: 1,
          task: "text-to-image",
          model: "org/model",
          revision: "abc123",
          license: "apache-2.0",
          endpoint: "provider:fal-ai",
          provider: "fal-ai",
          parameters: {
            text: "a cat",
            image: { sha256: sha256(PNG), bytes: PNG.length, mediaType: "image/png" },
          },
          at: "2026-11-22T10:00:00.000Z",
        },
      ],
    });
  });

  it("names every file of a task, also when tasks end at once, and lies there alone beside them", async () => {
    const one = store();
    await Promise.all(
      Array.from({ length: 10 }, (_, taskId) =>
        one.keep({ media: [picture, recording], boxes: [], text: "x".repeat(3_000) }, { ...origin, taskId }),
      ),
    );
    const files = (await manifest())?.files.map(({ file }) => file) ?? [];
    expect(files).toHaveLength(30);
    expect((await readdir(dir)).sort()).toEqual([...files, "manifest.json"].sort());
  });

  it("goes on with the run's own, and leaves another run's and the user's file alone", async () => {
    await writeFile(join(dir, "manifest.json"), "mine");
    await keepOne(store("run-1"), picture, origin);
    await keepOne(store("run-2"), picture, origin);
    await keepOne(store("run-1"), picture, origin);
    expect(await readFile(join(dir, "manifest.json"), "utf8")).toBe("mine");
    expect((await manifest("manifest-2.json"))?.files.map(({ file }) => file)).toEqual([
      "1-text-to-image.png",
      "1-text-to-image-3.png",
    ]);
    expect(await manifest("manifest-3.json")).toMatchObject({ run: "run-2", files: [{}] });
  });

  it("takes a file back that it cannot name", async () => {
    const full = vi.spyOn(ManifestFile.prototype, "add").mockRejectedValueOnce(new Error("full"));
    const failing = new DirectoryArtifactStore(dir, { run: "run-1", clock: { now: () => 0 } });
    await expect(keepOne(failing, picture, origin)).rejects.toThrow("Could not write");
    expect(await readdir(dir)).toEqual([]);
    full.mockRestore();
  });
});

describe("describeParameters", () => {
  it("names long texts and tables by their hash, and shows no credential and no control character", () => {
    const long = "word ".repeat(500);
    const table = { a: ["1", "2"], b: ["3", "4"] };
    expect(
      describeParameters({
        text: long,
        table,
        n: 2,
        labels: ["a\u001b[31m", "b"],
        key: "hf_abcdefghijklmnop",
      }),
    ).toEqual({
      text: { sha256: sha256(long), characters: long.length },
      table: { sha256: sha256(JSON.stringify(table)), columns: 2 },
      n: 2,
      labels: ["a", "b"],
      key: "[redacted]",
    });
  });
});

import { link, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keepOne, picture } from "../testing/tiny-media.js";
import { DirectoryArtifactStore } from "./directory-artifact-store.js";
import { readManifest } from "./manifest.js";
import { recoverArtifacts } from "./recover-artifacts.js";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "hugginggpt-recover-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const origin = { taskId: 1, task: "text-to-image", model: "org/model" };
const put = () =>
  keepOne(new DirectoryArtifactStore(dir, { run: "run-1", clock: { now: () => 0 } }), picture, origin);
const names = async () => (await readdir(dir)).sort();

const ALL = new Set(["1-text-to-image.png"]);

describe("recoverArtifacts", () => {
  it("removes what was not finished, and of this run only", async () => {
    await writeFile(join(dir, ".run-1.1-text-to-image-7-0.tmp"), "half");
    await writeFile(join(dir, ".run-1.place-7-0.tmp"), "");
    await writeFile(join(dir, ".run-2.1-text-to-image-7-0.tmp"), "half");
    await recoverArtifacts(dir, "run-1", ALL);
    expect(await names()).toEqual([".run-2.1-text-to-image-7-0.tmp"]);
  });

  it("removes a file that did not get into the manifest, and no file of the same kind that the user put there", async () => {
    await put();
    await writeFile(join(dir, "2-text-to-image.png"), "mine");
    await writeFile(join(dir, ".run-1.3-text-to-image-7-1.tmp"), "finished");
    await link(join(dir, ".run-1.3-text-to-image-7-1.tmp"), join(dir, "3-text-to-image.png"));
    await recoverArtifacts(dir, "run-1", ALL);
    expect(await names()).toEqual(["1-text-to-image.png", "2-text-to-image.png", "manifest.json"]);
  });

  it("keeps a file that is in the manifest and lost only its temporary name's removal", async () => {
    const { name } = await put();
    await link(join(dir, name), join(dir, ".run-1.1-text-to-image-7-0.tmp"));
    await link(join(dir, "manifest.json"), join(dir, ".run-1.manifest-0.tmp"));
    await recoverArtifacts(dir, "run-1", ALL);
    expect(await names()).toEqual(["1-text-to-image.png", "manifest.json"]);
  });

  it("removes what no outcome has, with its entry, but no file that was changed since", async () => {
    const kept = await put();
    const lost = await put();
    const changed = await put();
    await writeFile(join(dir, changed.name), "edited");
    await recoverArtifacts(dir, "run-1", new Set([kept.name]));
    const manifest = readManifest(await readFile(join(dir, "manifest.json"), "utf8"));
    expect(manifest?.files.map(({ file }) => file)).toEqual([kept.name]);
    expect(await names()).not.toContain(lost.name);
    expect(await names()).toContain(changed.name);
  });

  it("finds nothing to do where the directory was never made", async () => {
    expect(await recoverArtifacts(join(dir, "none"), "run-1", ALL)).toEqual([]);
  });
});

import { createHash } from "node:crypto";
import type { ArtifactStore } from "@hugginggpt/shared";
import { expect, it } from "vitest";
import { keepOne, PNG, picture, recording } from "../tiny-media.js";

const ORIGIN = { taskId: 1, task: "text-to-image", model: "org/model" };

/** What every artifact store keeps to. Call it inside a `describe`. */
export function artifactStoreContract(make: () => ArtifactStore): void {
  it("returns a file's size, hash, origin and type by content, not by what was said of it", async () => {
    const artifact = await keepOne(make(), { ...picture, mediaType: "text/html", name: "x.html" }, ORIGIN);
    const sha256 = createHash("sha256").update(PNG).digest("hex");
    expect(artifact).toMatchObject({
      mediaType: "image/png",
      bytes: PNG.length,
      sha256,
      taskId: 1,
      model: "org/model",
    });
  });

  it("gives every file a name of its own", async () => {
    const store = make();
    const kept = await Promise.all(Array.from({ length: 5 }, () => keepOne(store, picture, ORIGIN)));
    expect(new Set(kept.map((artifact) => artifact.name)).size).toBe(5);
  });

  it("uses nothing of a file's given name", async () => {
    const { name } = await keepOne(make(), { ...picture, name: "../../evil.html" }, ORIGIN);
    expect(name).not.toContain("evil");
  });

  it("keeps an output's media first, one artifact each in their order", async () => {
    const kept = await make().keep({ media: [picture, recording], boxes: [] }, ORIGIN);
    expect(kept.map(({ mediaType }) => mediaType)).toEqual(["image/png", "audio/flac"]);
    expect(await make().keep({ labels: [{ label: "good", score: 1 }] }, ORIGIN)).toEqual([]);
  });

  it("reads a file again by its name, any part of it, and no other", async () => {
    const store = make();
    const { name } = await keepOne(store, picture, ORIGIN);
    const content = await store.open(name);
    expect(content?.bytes).toBe(PNG.length);
    const parts = [undefined, {}, { start: 5 }, { end: 7 }, { start: 2, end: 3 }, { start: 4, end: 4 }];
    for (const part of parts) {
      const pieces: Uint8Array[] = [];
      for await (const piece of content?.read(part) ?? []) pieces.push(piece);
      expect(Buffer.concat(pieces).equals(PNG.subarray(part?.start, part?.end))).toBe(true);
    }
    expect(await store.open("2-text-to-image.png")).toBeNull();
  });
}

import { createHash } from "node:crypto";
import type { ArtifactStore } from "@hugginggpt/shared";
import { expect, it } from "vitest";
import { PNG, picture, recording } from "./tiny-media.js";

const ORIGIN = { taskId: 1, task: "text-to-image", model: "org/model" };

/** What every artifact store keeps to. Call it inside a `describe`. */
export function artifactStoreContract(make: () => ArtifactStore): void {
  it("returns a file's size, hash, origin and type by content, not by what was said of it", async () => {
    const artifact = await make().put({ ...picture, mediaType: "text/html", name: "x.html" }, ORIGIN);
    const sha256 = createHash("sha256").update(PNG).digest("hex");
    expect(artifact).toMatchObject({
      mediaType: "image/png",
      bytes: PNG.length,
      sha256,
      taskId: 1,
      model: "org/model",
    });
  });

  it("gives every file a place of its own", async () => {
    const store = make();
    const kept = await Promise.all(Array.from({ length: 5 }, () => store.put(picture, ORIGIN)));
    expect(new Set(kept.map((artifact) => artifact.path)).size).toBe(5);
  });

  it("uses nothing of a file's given name", async () => {
    const { path } = await make().put({ ...picture, name: "../../evil.html" }, ORIGIN);
    expect(path).not.toContain("evil");
  });

  it("keeps an output's media first, one artifact each in their order", async () => {
    const kept = await make().keep({ media: [picture, recording], boxes: [] }, ORIGIN);
    expect(kept.map(({ mediaType }) => mediaType)).toEqual(["image/png", "audio/flac"]);
    expect(await make().keep({ labels: [{ label: "good", score: 1 }] }, ORIGIN)).toEqual([]);
  });
}

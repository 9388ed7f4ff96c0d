import { describe, expect, it } from "vitest";
import { gltfProblem, plyProblem } from "./solid-limits.js";

const gltf = (more: object) =>
  new TextEncoder().encode(JSON.stringify({ asset: { version: "2.0" }, ...more }));
const inside = "data:application/octet-stream;base64,AAAA";

describe("a glTF file", () => {
  it.each([
    [
      "with all of its parts",
      { buffers: [{ uri: inside }], images: [{ uri: inside }, { bufferView: 0 }] },
      null,
    ],
    ["with a buffer elsewhere", { buffers: [{ uri: "https://example.org/x.bin" }] }, "elsewhere"],
    ["with a picture beside it", { images: [{ uri: "skin.png" }] }, "elsewhere"],
    ["with a picture in another scheme", { images: [{ uri: "blob:x" }] }, "elsewhere"],
    ["that needs a decoder", { extensionsRequired: ["KHR_draco_mesh_compression"] }, "packed"],
    ["that says it has billions of corners", { accessors: [{ count: 4e9 }] }, "large"],
    ["with a thousand pictures", { images: Array(1000).fill({ bufferView: 0 }) }, "large"],
    ["whose parts are no lists", { accessors: 7 }, "broken"],
  ])("%s: %j is %s", (_what, more, problem) => {
    expect(gltfProblem(gltf(more))).toBe(problem);
  });

  it("that is empty, cut, or of another kind is broken", () => {
    const cut = new Uint8Array([0x67, 0x6c, 0x54, 0x46, 2, 0, 0, 0]);
    for (const bytes of [new Uint8Array(), cut, new TextEncoder().encode("[1, 2"), new Uint8Array(64)])
      expect(gltfProblem(bytes)).toBe("broken");
  });
});

it("a PLY file that says it has more elements than a page can hold is too large", () => {
  const ply = (count: number) =>
    new TextEncoder().encode(`ply\nformat ascii 1.0\nelement vertex ${count}\nend_header\n`);
  expect([plyProblem(ply(4)), plyProblem(ply(4_000_000_000))]).toEqual([null, "large"]);
});

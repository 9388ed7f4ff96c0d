import { describe, expect, it } from "vitest";
import { pictureBefore } from "./picture-before.js";

type Tasks = Parameters<typeof pictureBefore>[2];
const made = (...files: readonly [mediaType: string, href: string][]) =>
  [{ id: 3, artifacts: files.map(([mediaType, href]) => ({ mediaType, href })) }] as unknown as Tasks;

describe("the picture that a task took", () => {
  it("is the given file that its arguments name", () => {
    expect(pictureBefore({ args: { image: "<FILE>-2" } }, "a b", [])).toBe("api/runs/a%20b/files/2");
  });

  it("is the first picture of the task that it follows", () => {
    const tasks = made(["audio/wav", "/s"], ["image/png", "/p"], ["image/png", "/q"]);
    expect(pictureBefore({ args: { image: "<GENERATED>-3" } }, "r", tasks)).toBe("/p");
    expect(pictureBefore({ args: { image: "<GENERATED>-4" } }, "r", tasks)).toBeNull();
    expect(pictureBefore({ args: { image: "<GENERATED>-3" } }, "r", made(["audio/wav", "/s"]))).toBeNull();
  });

  it("is none where the task took words, another kind of file, or an address of somebody else's", () => {
    for (const args of [
      {},
      { text: "<FILE>-1" },
      { audio: "<FILE>-1" },
      { image: "https://example.org/a.png" },
      { image: "javascript:alert(1)//<FILE>-1" },
      { image: null },
      { image: ["<FILE>-1", "<FILE>-2"] },
    ])
      expect(pictureBefore({ args }, "r", []), JSON.stringify(args)).toBeNull();
  });
});

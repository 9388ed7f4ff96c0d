import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { artifactReport, runReport, taskReport } from "../testing/run-reports.js";
import { jarvisMessage } from "./jarvis-message.js";
import type { JarvisPath } from "./jarvis-paths.js";

const absolute = (path: string) => `http://server${path}`;
const nameOf = (id: number) => `${id}-text-to-image.png`;

/** What HuggingGPT's page gets for an answer over pictures of these tasks. */
function told(ids: readonly number[], answer: string, isShown = true): string {
  const files = ids.map((id) => artifactReport(nameOf(id), "image/png"));
  const tasks = files.map((file, at) => taskReport(ids[at] ?? 0, "text-to-image", { artifacts: [file] }));
  const place = (name: string): JarvisPath => ({ folder: "images", path: `/images/r1-c-${name}`, isShown });
  return jarvisMessage(
    runReport(tasks, answer),
    new Map(files.map(({ name }) => [name, place(name)])),
    absolute,
  );
}

describe("an answer for HuggingGPT's page", () => {
  it.each([
    ["the name", "see 0-text-to-image.png."],
    ["a path", "see outputs/r1/0-text-to-image.png."],
    ["a web address", "see http://other:80/~me/0-text-to-image.png."],
    ["quotes", "see '0-text-to-image.png'."],
    ["a code span", "see `0-text-to-image.png`."],
    ["round brackets", "see (0-text-to-image.png)."],
  ])("has the path where the answer has %s", (_how, answer) => {
    expect(told([0], answer)).toBe("see (/images/r1-c-0-text-to-image.png).");
  });

  it("has the paths of files that the answer does not name at its end", () => {
    expect(told([0, 1], "Done.")).toBe(
      "Done. (/images/r1-c-0-text-to-image.png) (/images/r1-c-1-text-to-image.png)",
    );
  });

  it("has every path in round brackets, whichever files it names in whichever order", () => {
    const ids = fc.shuffledSubarray([1, 11, 111, 2, 12], { minLength: 1 });
    const words = fc.array(fc.constantFrom("and", "<b>", "x1-text-to-image.png", "1-text-to-image.png.bak"));
    fc.assert(
      fc.property(ids, ids, words, (made, named, more) => {
        const answer = [...named.map(nameOf), ...more].join(" ");
        const message = told(made, answer);
        const found = [...message.matchAll(/ ?\(\/images\/r1-c-(\d+)-text-to-image\.png\)/g)];
        expect(new Set(found.map(([, id]) => Number(id)))).toEqual(new Set(made));
        expect(found).toHaveLength(made.length);
        expect(message.replace(/\(\/images\/[^)]*\)/g, "")).not.toMatch(/[<>]|\/images/);
      }),
      { seed: 14, numRuns: 200 },
    );
  });

  it("has no tag, and whole addresses of what that page cannot show, with a word on that", () => {
    expect(told([], `<img src=x onerror="alert(1)"> & more`)).toBe(
      "&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; more",
    );
    expect(told([0], "Done.", false)).toBe(
      "Done. (http://server/images/r1-c-0-text-to-image.png)\n\nThis page shows PNG, JPEG, GIF, WAV, FLAC and MP4; open the other files at their addresses.",
    );
  });
});

import { NO_USAGE } from "@hugginggpt/shared";
import { describe, expect, test } from "vitest";
import type { ShownReport } from "./report-view.js";
import { fileLines } from "./report-view.js";

const reportOf = (files: number): ShownReport => ({
  run: "r",
  status: "done",
  answer: "Done.",
  controller: "offline",
  plan: [],
  tasks: [
    {
      id: 3,
      task: "text-to-image",
      status: "succeeded",
      model: "m",
      endpoint: "e",
      reason: "",
      candidates: [],
      attempts: [],
      output: {},
      artifacts: Array.from({ length: files }, (_, i) => ({
        name: `${i}.png`,
        path: `out/${i}.png`,
        mediaType: "image/png",
        bytes: 1_500,
        sha256: "0",
      })),
      error: null,
    },
  ],
  usage: NO_USAGE,
  seconds: 1,
});

describe("the list of a run's files", () => {
  test("has path, type, size and task", () => {
    expect(fileLines(reportOf(1)).map(({ line }) => line)).toEqual([
      "",
      "Files:",
      "  out/0.png  (image/png, 1.5 kB, text-to-image [3])",
    ]);
    expect(fileLines(reportOf(0))).toEqual([]);
  });

  test("stays short", () => {
    const lines = fileLines(reportOf(25)).map(({ line }) => line);
    expect(lines).toHaveLength(23);
    expect(lines.at(-1)).toBe("  and 5 more; manifest.json lists all");
  });
});

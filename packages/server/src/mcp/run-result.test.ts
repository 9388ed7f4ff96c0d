import { Readable } from "node:stream";
import type { ArtifactReader } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { artifactReport, runReport, taskReport } from "../testing/run-reports.js";
import { runContent, runResult, runResultSchema } from "./run-result.js";

/** Claude Desktop refuses more characters, including base64; Claude Code more than 25,000 tokens of text. */
const MOST_CHARACTERS = 1_048_576;
const MOST_TEXT = 25_000 * 4;
const LARGE = new Uint8Array(300_000); // As large as a preview may be.

/** A reader in which every name is the same picture. */
const files = {
  open: async () => ({ bytes: LARGE.length, read: () => Readable.from([LARGE]) }),
  pathOf: () => null,
} as unknown as ArtifactReader;

describe("the result of a run for other assistants", () => {
  it("stays below the limits of their programs, however much a run made and said", async () => {
    const text = 'She said "more",\n'.repeat(10_000);
    const artifacts = [artifactReport("0-a.png", "image/png", LARGE.length)];
    const many = Array.from({ length: 20 }, (_, id) =>
      taskReport(id, "text-to-image", { output: { text }, error: id % 2 ? text : null, artifacts }),
    );
    const result = runResult(
      runReport(many, text),
      files,
      (run, name) => `https://box.example/${run}/${name}`,
    );
    expect(runResultSchema.parse(result)).toEqual(result);
    const content = await runContent(result, files);
    expect(content[0]).toEqual({ type: "text", text: result.answer });
    expect(content.filter(({ type }) => type === "image")).toHaveLength(2);
    expect(content.filter(({ type }) => type === "resource_link")).toHaveLength(20);
    expect(JSON.stringify({ content, structuredContent: result }).length).toBeLessThan(MOST_CHARACTERS);
    const words = content.flatMap((one) => (one.type === "text" ? [one.text] : [])).join("");
    expect(words.length).toBeLessThan(MOST_TEXT);
    expect(JSON.stringify(result)).not.toContain("base64");
  });

  it("says how a run ended that has no answer, and gives all of a short result", async () => {
    const result = runResult(
      runReport([taskReport(0, "translation", { output: { text: "hallo" } })]),
      files,
      () => "",
    );
    expect(result.tasks).toMatchObject([{ text: "hallo", error: null }]);
    expect((await runContent(result, files))[0]).toEqual({ type: "text", text: "The run is done." });
  });
});

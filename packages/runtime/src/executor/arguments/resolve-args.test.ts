import type { Outcome, PlanArg, TaskId, TaskOutput, UserFile } from "@hugginggpt/shared";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wavMedia } from "../../testing/execution-bench.js";
import { PNG, picture } from "../../testing/tiny-media.js";
import { resolveArgs } from "./resolve-args.js";

const done = (output: TaskOutput): Outcome => ({
  status: "succeeded",
  model: "m",
  endpoint: "e",
  output,
  artifacts: [],
  attempts: [],
});
const file = (
  handle: number,
  name: string,
  type: UserFile["type"],
  content: string | Uint8Array,
): UserFile => ({
  handle,
  given: name,
  name,
  type,
  mediaType: "text/plain",
  bytes: typeof content === "string" ? Buffer.from(content) : content,
});
const out = (of: number): PlanArg => ({ kind: "output", of });

function resolve(
  task: TaskId,
  args: Record<string, PlanArg>,
  outputs: Record<number, TaskOutput> = {},
  files: UserFile[] = [],
) {
  const outcomes = new Map(Object.entries(outputs).map(([id, output]) => [Number(id), done(output)]));
  return resolveArgs({ id: 9, task, args, dep: [] }, { outcomes, files });
}

describe("resolveArgs", () => {
  describe("where a table is taken, or a picture of one", () => {
    const table = { kind: "file", handle: 1 } as const;
    const given = (one: UserFile) => resolve("tabular-classification", { table }, {}, [one]);

    it("gives a table file as a table: CSV, tab-separated, JSON", async () => {
      const wanted = { args: { table: { name: ["Ada"], age: ["36"] } } };
      expect(await given(file(1, "t.csv", "table", "name,age\nAda,36"))).toEqual(wanted);
      expect(await given(file(1, "t.tsv", "table", "name\tage\nAda\t36"))).toEqual(wanted);
      expect(await given(file(1, "t.json", "table", '[{"name":"Ada","age":36}]'))).toEqual(wanted);
    });

    it("gives a picture as a picture, given or made", async () => {
      expect(await given(file(1, "t.png", "image", PNG))).toMatchObject({
        args: { table: { kind: "image" } },
      });
      const made = await resolve("tabular-classification", { table: out(1) }, { 1: { media: [picture] } });
      expect(made).toMatchObject({ args: { table: { kind: "image" } } });
    });

    it("refuses a recording, and a picture where only a table is taken", async () => {
      expect(await given(file(1, "t.wav", "audio", wavMedia().bytes))).toHaveProperty("problem");
      const args = { table, question: { kind: "literal", value: "How many?" } as const };
      const only = await resolve("table-question-answering", args, {}, [file(1, "t.png", "image", PNG)]);
      expect(only).toHaveProperty("problem");
    });
  });

  it("gives a text argument the text of an output, whatever its type", async () => {
    expect(await resolve("summarization", { text: out(1) }, { 1: { text: "words" } })).toEqual({
      args: { text: "words" },
    });
    expect(
      await resolve("text-to-speech", { text: out(1) }, { 1: { labels: [{ label: "cat", score: 0.9 }] } }),
    ).toEqual({ args: { text: "cat (0.90)" } });
    expect(
      await resolve(
        "text-to-speech",
        { text: out(1) },
        { 1: { segments: [{ label: "speech", start: 0, end: 1.5 }] } },
      ),
    ).toEqual({ args: { text: "0.00–1.50 s speech" } });
  });

  it("gives labels as a list where a list is wanted", async () => {
    const args = { text: { kind: "literal", value: "x" } as const, candidate_labels: out(1) };
    const box = { xmin: 0, ymin: 0, xmax: 1, ymax: 1 };
    const cats = { label: "cat", score: 1, box };
    expect(
      await resolve("zero-shot-classification", args, {
        1: { boxes: [cats, cats, { ...cats, label: "dog" }] },
      }),
    ).toMatchObject({ args: { candidate_labels: ["cat", "dog"] } });
  });

  it("gives a file of the right kind and refuses another", async () => {
    const wav = wavMedia();
    expect(await resolve("automatic-speech-recognition", { audio: out(1) }, { 1: { media: [wav] } })).toEqual(
      { args: { audio: wav } },
    );
    expect(await resolve("image-to-text", { image: out(1) }, { 1: { media: [wav] } })).toEqual({
      problem: 'The argument "image" is missing: task 1 returned no image',
    });
    const given = file(1, "a.wav", "audio", wav.bytes);
    expect(
      await resolve("audio-classification", { audio: { kind: "file", handle: 1 } }, {}, [given]),
    ).toMatchObject({ args: { audio: { kind: "audio", mediaType: "audio/wav", name: "a.wav" } } });
    expect(await resolve("image-to-text", { image: { kind: "file", handle: 1 } }, {}, [given])).toMatchObject(
      { problem: expect.stringContaining("a.wav is an audio file, and an image file is needed") },
    );
  });

  it("never takes text for a file", async () => {
    expect(
      await resolve("image-to-text", { image: { kind: "literal", value: "/etc/passwd" } }),
    ).toMatchObject({ problem: expect.stringContaining("image from a file is needed") });
  });

  it("reads text files as UTF-8 and says where one is not", async () => {
    const handle = { text: { kind: "file", handle: 1 } as const };
    expect(await resolve("summarization", handle, {}, [file(1, "a.txt", "text", "\ufeffGrüße")])).toEqual({
      args: { text: "Grüße" },
    });
    expect(
      await resolve("summarization", handle, {}, [file(1, "a.txt", "text", Uint8Array.of(0xff, 0xfe, 0x41))]),
    ).toMatchObject({ problem: expect.stringContaining("a.txt is not UTF-8 text") });
  });

  it("reads CSV, semicolon and tab files as columns", async () => {
    for (const mark of [",", ";", "\t"]) {
      const csv = file(
        1,
        "a.csv",
        "table",
        `name${mark}stars${mark}name\n"Tools${mark} new"${mark}3\nLibs${mark}4${mark}x\n`,
      );
      const resolved = await resolve("tabular-regression", { table: { kind: "file", handle: 1 } }, {}, [csv]);
      expect(resolved).toEqual({
        args: { table: { name: [`Tools${mark} new`, "Libs"], stars: ["3", "4"], "name 2": ["", "x"] } },
      });
    }
    expect(
      await resolve("tabular-regression", { table: { kind: "file", handle: 1 } }, {}, [
        file(1, "a.csv", "table", "only,header"),
      ]),
    ).toMatchObject({ problem: expect.stringContaining("no rows") });
  });

  it("keeps a column called __proto__ a column", async () => {
    const csv = file(1, "a.csv", "table", "__proto__,b\n1,2");
    const resolved = await resolve("tabular-regression", { table: { kind: "file", handle: 1 } }, {}, [csv]);
    expect("args" in resolved && Object.keys(resolved.args.table as object)).toEqual(["__proto__", "b"]);
  });

  it("joins text with references inside it and flattens lists", async () => {
    const parts = (as: "text" | "list"): PlanArg => ({
      kind: "parts",
      as,
      parts: [{ kind: "literal", value: "a: " }, out(1)],
    });
    expect(await resolve("summarization", { text: parts("text") }, { 1: { text: "b" } })).toEqual({
      args: { text: "a: b" },
    });
    expect(
      await resolve(
        "sentence-similarity",
        { source_sentence: out(1), sentences: parts("list") },
        { 1: { text: "b" } },
      ),
    ).toEqual({ args: { source_sentence: "b", sentences: ["a: ", "b"] } });
  });

  it("reads numbers from literals and outputs and refuses words", async () => {
    const prompt = { kind: "literal", value: "a cat" } as const;
    expect(
      await resolve("text-to-image", { text: prompt, width: { kind: "literal", value: "512" } }),
    ).toEqual({ args: { text: "a cat", width: 512 } });
    expect(
      await resolve("text-to-image", { text: prompt, width: out(1) }, { 1: { numbers: [3, 4] } }),
    ).toEqual({ args: { text: "a cat", width: 3 } });
    expect(
      await resolve("text-to-image", { text: prompt, width: { kind: "literal", value: "wide" } }),
    ).toMatchObject({ problem: expect.stringContaining("a number is needed") });
  });

  it("ends in arguments of the right type or a problem, whatever the plan holds", async () => {
    const arg = fc.oneof(
      fc.record({
        kind: fc.constant("literal" as const),
        value: fc.oneof(
          fc.string(),
          fc.double(),
          fc.array(fc.string()),
          fc.dictionary(fc.string(), fc.array(fc.string())),
        ),
      }),
      fc.record({ kind: fc.constant("output" as const), of: fc.integer({ min: 0, max: 3 }) }),
      fc.record({ kind: fc.constant("file" as const), handle: fc.integer({ min: 0, max: 2 }) }),
    );
    await fc.assert(
      fc.asyncProperty(
        arg,
        fc.constantFrom<TaskId>("summarization", "image-to-text", "tabular-regression"),
        async (one, task) => {
          const name = { summarization: "text", "image-to-text": "image", "tabular-regression": "table" }[
            task as "summarization"
          ];
          const resolved = await resolve(
            task,
            { [name]: one },
            { 1: { text: "t" }, 2: { media: [wavMedia()] } },
            [file(1, "a", "text", "words")],
          );
          if ("problem" in resolved) expect(resolved.problem).toContain(name);
          else if (task === "summarization") expect(typeof resolved.args[name]).toBe("string");
          else expect(typeof resolved.args[name]).toBe("object");
        },
      ),
    );
  });
});

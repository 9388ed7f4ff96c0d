import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ModelNote, NOTE_FILE, readNote, writeNote } from "./model-note.js";

const NOTE: ModelNote = {
  id: "owner/name",
  revision: "0123456789abcdef0123456789abcdef01234567",
  task: "translation",
  dtype: "q8",
  weights: [{ path: "onnx/model_quantized.onnx", size: 7 }],
  bytes: 9,
};

describe("the note of a pulled model", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "note-"));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it("says again what was noted, and leaves nothing else in the folder", async () => {
    await writeNote(dir, { ...NOTE, bytes: 1 });
    await writeNote(dir, NOTE);
    expect(await readNote(dir)).toEqual(NOTE);
    expect(readdirSync(dir)).toEqual([NOTE_FILE]);
  });

  it("is none where a folder has none", async () => expect(await readNote(dir)).toBeNull());

  it.each([
    ["half a file", JSON.stringify(NOTE).slice(0, 40)],
    ["something else", "[]"],
    ["null", "null"],
    ["a branch for a revision", JSON.stringify({ ...NOTE, revision: "main" })],
    ["a way out for a revision", JSON.stringify({ ...NOTE, revision: "../../etc" })],
    ["an unknown task", JSON.stringify({ ...NOTE, task: "constructor" })],
    ["an unknown kind of numbers", JSON.stringify({ ...NOTE, dtype: "q1" })],
    ["weights that are no list", JSON.stringify({ ...NOTE, weights: "all" })],
  ])("is none where the file holds %s", async (_, text) => {
    writeFileSync(join(dir, NOTE_FILE), text);
    expect(await readNote(dir)).toBeNull();
  });
});

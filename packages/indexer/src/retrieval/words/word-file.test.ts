import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStoredWords, type StoredWords } from "../../testing/stored-words.js";
import { FIELD_WEIGHTS } from "../ranking-weights.js";
import { checkWords } from "./check-words.js";
import { publishWords } from "./publish-words.js";
import { WordFile } from "./word-file.js";
import { WordFiles } from "./word-files.js";

const WORDS = [
  "platypus",
  "translations",
  "translating",
  "the",
  "zebra",
  "café",
  "bert",
  "small",
  "nowhere",
  "---",
  "a b",
];

describe("the published file of terms", () => {
  let folder: string;
  let stored: StoredWords;
  let files: WordFiles;
  const options = () => ({ ...stored, folder });
  const publish = (anew = false) =>
    publishWords({ ...options(), weights: FIELD_WEIGHTS, wordsFrom: 10, anew });
  const ids = (from: number) =>
    Array.from(
      { length: 60 },
      (_, i) => `owner/${["platypus", "zebra", "bert-small", "café", "plain"][i % 5]}-${from + i}`,
    );
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "words-"));
    stored = openStoredWords(folder);
    files = new WordFiles(options());
    await stored.put(ids(0));
  });
  afterEach(() => {
    files.close();
    stored.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("says of every word what the full-text table says, to the last bit", async () => {
    expect(await publish()).toBe(true);
    const file = await files.current(FIELD_WEIGHTS);
    for (const word of WORDS) {
      const term = await stored.reader.termOf(word);
      if (term !== null)
        expect(file?.scores(term)).toEqual(await stored.reader.wordScores(word, FIELD_WEIGHTS));
    }
    expect(await stored.reader.termOf("translating")).toBe(await stored.reader.termOf("translated"));
    expect([await stored.reader.termOf("---"), await stored.reader.termOf("a b")]).toEqual([null, null]);
    expect(file?.scores("platypu").rows.length).toBe(12);
    expect(file?.scores("nowhere").rows.length).toBe(0);
  });

  it("reads long lists into the same memory, each good until the next", async () => {
    await publish();
    const live = await stored.generations.live("words");
    if (live === null) throw new Error("nothing was published");
    const file = WordFile.open(join(folder, live.file), live, 2);
    for (const word of ["bert", "platypus", "zebra", "nowhere", "bert"]) {
      const term = (await stored.reader.termOf(word)) ?? "";
      expect(file.scores(term)).toEqual(await stored.reader.wordScores(word, FIELD_WEIGHTS));
    }
    file.close();
  });

  it("is not written for few models, nor again while nothing changes", async () => {
    expect(await publishWords({ ...options(), weights: FIELD_WEIGHTS, wordsFrom: 100 })).toBe(false);
    expect(await publish()).toBe(true);
    expect(await publish()).toBe(false);
    expect(await publish(true)).toBe(true);
  });

  it("is passed over once a text changed, or for other weights, until it is published again", async () => {
    await publish();
    expect(await files.current({ ...FIELD_WEIGHTS, body: 0.7 })).toBeNull();
    await stored.put(ids(1000));
    expect(await files.current(FIELD_WEIGHTS)).toBeNull();
    expect(files.note).toBeNull();
    await publish();
    expect((await files.current(FIELD_WEIGHTS))?.scores("platypu").rows.length).toBe(24);
  });

  const damage: [string, (path: string) => void][] = [
    ["truncated", (path) => truncateSync(path, 64)],
    ["changed in its last bit", (path) => edit(path, (bytes) => flip(bytes, bytes.length - 1))],
    ["zeroed", (path) => edit(path, (bytes) => bytes.fill(0))],
    ["gone", (path) => rmSync(path)],
  ];
  it.each(damage)(
    "is left alone when it is %s, with a note, and the next sync writes it anew",
    async (_what, harm) => {
      await publish();
      harm(join(folder, "index.1.words"));
      expect(await files.current(FIELD_WEIGHTS)).toBeNull();
      expect(files.note).toContain("index.1.words");
      expect(await checkWords({ ...options(), weights: FIELD_WEIGHTS })).toEqual([
        expect.objectContaining({ ok: false, detail: expect.stringContaining("index.1.words") }),
      ]);
      expect(await publish()).toBe(true);
      expect(await files.current(FIELD_WEIGHTS)).not.toBeNull();
      expect(files.note).toBeNull();
      expect(await checkWords({ ...options(), weights: FIELD_WEIGHTS })).toMatchObject([{ ok: true }]);
    },
  );

  it("is of no use from the first list on that was changed, with a note", async () => {
    await publish();
    edit(join(folder, "index.1.words"), (bytes) => flip(bytes, 20));
    expect(await files.current(FIELD_WEIGHTS)).not.toBeNull();
    expect(files.scores("zebra")?.rows.length).toBe(12);
    // The lists lie in the order of their terms: "0" and "1" have 8 bytes each, a row and a score.
    expect(files.scores("10")).toBeNull();
    expect(files.note).toContain("index.1.words was changed");
    expect(files.scores("zebra")).toBeNull();
    expect(await files.current(FIELD_WEIGHTS)).toBeNull();
    expect(await publish()).toBe(true);
    expect((await files.current(FIELD_WEIGHTS))?.scores("zebra").rows.length).toBe(12);
    expect(files.note).toBeNull();
  });

  it("is written anew where it does not say how to check it, as by earlier versions", async () => {
    await publish();
    const live = await stored.generations.live("words");
    if (live === null) throw new Error("nothing was published");
    const { directory: _directory, ...params } = live.params;
    await stored.generations.publish({ ...live, generation: 2, params });
    expect(await files.current(FIELD_WEIGHTS)).toBeNull();
    expect(files.note).toBeNull();
    expect(await publish()).toBe(true);
    expect(await files.current(FIELD_WEIGHTS)).not.toBeNull();
  });

  it("is left alone when another generation's file lies in its place", async () => {
    await publish();
    await stored.put(ids(1000));
    await publish();
    copyFileSync(join(folder, "index.1.words"), join(folder, "index.2.words"));
    expect(await files.current(FIELD_WEIGHTS)).toBeNull();
    expect(files.note).toContain("index.2.words");
  });

  it("is not published where making it is aborted", async () => {
    const signal = AbortSignal.abort(new Error("stop"));
    const stopped = publishWords({ ...options(), weights: FIELD_WEIGHTS, wordsFrom: 10, signal });
    await expect(stopped).rejects.toThrow("stop");
    expect(await files.current(FIELD_WEIGHTS)).toBeNull();
  });
});

function flip(bytes: Buffer, at: number): void {
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
}

function edit(path: string, change: (bytes: Buffer) => void): void {
  const bytes = readFileSync(path);
  change(bytes);
  writeFileSync(path, bytes);
}

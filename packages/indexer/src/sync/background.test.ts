import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { cleanCard } from "../cards/clean-card.js";
import { hashedEmbedder } from "../embedding/hashed-embedder.js";
import { FIELD_WEIGHTS } from "../retrieval/ranking-weights.js";
import { writeWordFile } from "../retrieval/words/write-word-file.js";
import { openStoredWords } from "../testing/stored-words.js";
import { LENGTHS } from "../testing/test-sync.js";
import { Background } from "./background.js";

const COMPILED = new URL("../../dist/sync/background-worker.js", import.meta.url);
const ABSENT = new URL("./no-such-worker.js", import.meta.url);
const READMES = Array.from({ length: 20 }, (_, n) => `# M${n}\n\nThis model reads ${n} pages of news.`);

describe.each([
  ["a thread (skips without a build)", COMPILED, !existsSync(COMPILED)],
  ["a thread that does not start", ABSENT, false],
])("Background with %s", (_, worker, skipped) => {
  let background: Background | null = null;
  let folder: string | null = null;
  const open = () => {
    background = new Background(worker);
    return background;
  };
  afterEach(() => {
    background?.close();
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
    [background, folder] = [null, null];
  });

  it.skipIf(skipped)("cleans cards as they are cleaned without it", async () => {
    const { cleanCard: clean } = open();
    const cards = await Promise.all(READMES.map((readme, n) => clean(readme, `a/m${n}`)));
    expect(cards).toEqual(READMES.map((readme, n) => cleanCard(readme, `a/m${n}`)));
  });

  it.skipIf(skipped)("gives the built-in embedder's vectors, and leaves another embedder alone", async () => {
    const embedder = open().embedder(hashedEmbedder);
    expect(await embedder.embed(READMES, "document")).toEqual(
      await hashedEmbedder.embed(READMES, "document"),
    );
    expect(await embedder.embed(READMES, "query")).toEqual(await hashedEmbedder.embed(READMES, "query"));
    expect(embedder).toMatchObject({ name: hashedEmbedder.name, dimension: hashedEmbedder.dimension });
    expect(open().embedder(LENGTHS)).toBe(LENGTHS);
  });

  it.skipIf(skipped)("writes the same file of terms", async () => {
    folder = mkdtempSync(join(tmpdir(), "background-"));
    const stored = openStoredWords(folder);
    await stored.put(Array.from({ length: 50 }, (_, n) => `owner/zebra-${n}`));
    const [here, there] = [join(folder, "here"), join(folder, "there")];
    const count = await writeWordFile(
      here,
      stored.reader.termScores(FIELD_WEIGHTS, () => undefined),
    );
    const written = await open().writeWords(join(folder, "registry.sqlite"), FIELD_WEIGHTS, there);
    expect(written).toEqual({ count, textVersion: await stored.reader.textVersion() });
    expect(readFileSync(there).equals(readFileSync(here))).toBe(true);
    stored.close();
  });

  it.skipIf(skipped)("throws what a job fails by", async () => {
    const missing = join(tmpdir(), "no-such-folder-of-background", "registry.sqlite");
    await expect(open().writeWords(missing, FIELD_WEIGHTS, `${missing}.words`)).rejects.toThrow(/directory/);
  });

  it.skipIf(skipped)("ends a job by the signal's reason, and does others afterwards", async () => {
    folder = mkdtempSync(join(tmpdir(), "background-"));
    const file = join(folder, "registry.sqlite");
    openStoredWords(folder).close();
    const stop = new AbortController();
    const running = open().writeWords(file, FIELD_WEIGHTS, join(folder, "words"), stop.signal);
    stop.abort(new Error("stopped"));
    await expect(running).rejects.toThrow("stopped");
    expect(await background?.cleanCard(READMES[1] ?? "", "a/b")).toEqual(cleanCard(READMES[1] ?? "", "a/b"));
  });
});

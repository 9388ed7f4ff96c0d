import { existsSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { cleanCard } from "../cards/clean-card.js";
import { hashedEmbedder } from "../embedding/hashed-embedder.js";
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
  const open = () => {
    background = new Background(worker);
    return background;
  };
  afterEach(async () => {
    await background?.close();
    background = null;
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

  it.skipIf(skipped)("throws what a job fails by", async () => {
    // The cast: no text, which a README of another thread might be.
    await expect(open().cleanCard(null as unknown as string, "a/b")).rejects.toThrow(TypeError);
  });

  it.skipIf(skipped)("does what it is asked for after it was closed as well", async () => {
    const background = open();
    await background.cleanCard(READMES[0] ?? "", "a/a");
    await background.close();
    expect(await background.cleanCard(READMES[1] ?? "", "a/b")).toEqual(cleanCard(READMES[1] ?? "", "a/b"));
  });
});

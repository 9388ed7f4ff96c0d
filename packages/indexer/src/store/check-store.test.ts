import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BARE_PROFILE, type DescribeModel } from "../ports/describe-model.js";
import { testCursor, testRecord } from "../testing/test-record.js";
import { checkStore } from "./check-store.js";
import { RegistryDatabase } from "./database/registry-database.js";
import { SqliteRegistryStore } from "./sqlite-registry-store.js";
import { rebuildTexts } from "./texts/rebuild-texts.js";
import { TextIndex } from "./texts/text-index.js";

const describeById: DescribeModel = ({ id }) => ({
  text: { title: id.replace(/\W/g, " "), task: "", tags: "", summary: "", lead: "", body: "" },
  embeddingText: id,
  profile: BARE_PROFILE,
});

describe("checkStore and rebuildTexts", () => {
  let folder: string;
  let db: RegistryDatabase;
  let store: SqliteRegistryStore;
  let texts: TextIndex;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "check-"));
    db = RegistryDatabase.open(join(folder, "registry.sqlite"));
    store = new SqliteRegistryStore(db, describeById);
    texts = new TextIndex(db, describeById);
    const records = Array.from({ length: 30 }, (_, i) => testRecord({ id: `owner/model-${i}` }));
    await store.commitPage(records, testCursor());
    await store.useEmbedder({ name: "test", dimension: 2 });
    const todo = await store.textsToEmbed(100);
    await store.commitVectors(
      todo.map(({ id, textHash }) => ({ id, textHash, values: Float32Array.of(1, 0) })),
    );
  });
  afterEach(() => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const wrong = () =>
    checkStore(db, texts)
      .filter(({ ok }) => !ok)
      .map(({ name, detail, next }) => ({ name, detail, next }));

  it("finds nothing wrong with a sound registry", () => {
    expect(wrong()).toEqual([]);
  });

  it.each([
    ["a lost text", "DELETE FROM texts WHERE rowid = 7", "1 models without a searched text"],
    ["a text too many", "INSERT INTO texts (rowid, title) VALUES (999, 'ghost')", "1 searched texts without"],
    [
      "a text of another model",
      "UPDATE models SET id = 'other/name' WHERE row = 7",
      "sampled texts are out of date",
    ],
  ])("notices %s, which a rebuild mends", async (_what, harm, detail) => {
    db.sql.exec(harm);
    expect(wrong()).toContainEqual(
      expect.objectContaining({ name: "full text", detail: expect.stringContaining(detail) }),
    );
    expect(wrong().find(({ name }) => name === "full text")?.next).toContain("indexer rebuild");
    expect(await rebuildTexts(db, texts)).toBe(30);
    expect(wrong().filter(({ name }) => name === "full text")).toEqual([]);
  });

  it("mends a full-text table whose pages are damaged", async () => {
    db.sql.unsafeMode(true);
    db.sql.exec("UPDATE texts_data SET block = zeroblob(length(block)) WHERE id > 10");
    db.sql.unsafeMode(false);
    expect(wrong().map(({ name }) => name)).toContain("full text");
    await rebuildTexts(db, texts);
    expect(wrong()).toEqual([]);
  });

  it.each([
    ["of a former text", "UPDATE vectors SET text_hash = 'x' WHERE row = 3", "of a former text"],
    ["that is lost", "DELETE FROM vectors WHERE row = 3", "of a former text"],
    ["of another embedder", "UPDATE vectors SET embedder = 'other' WHERE row = 3", "another embedder"],
    ["of another dimension", "UPDATE vectors SET data = x'00' WHERE row = 3", "another dimension"],
  ])("notices a vector %s", (_what, harm, detail) => {
    db.sql.exec(harm);
    expect(wrong()).toEqual([
      {
        name: "vectors",
        detail: expect.stringContaining(detail),
        next: expect.stringContaining("indexer sync"),
      },
    ]);
  });

  it("notices what belongs to no model", () => {
    db.sql.pragma("foreign_keys = OFF");
    db.sql.exec("INSERT INTO aliases VALUES ('gone/model', 12345)");
    db.sql.pragma("foreign_keys = ON");
    expect(wrong()).toEqual([expect.objectContaining({ name: "orphans" })]);
  });

  it("stops a rebuild when it is aborted", async () => {
    await expect(rebuildTexts(db, texts, AbortSignal.abort(new Error("stop")))).rejects.toThrow("stop");
  });
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ModelRecord } from "@hugginggpt/shared";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BARE_PROFILE } from "../../ports/describe-model.js";
import { testCursor, testRecord } from "../../testing/test-record.js";
import { RegistryDatabase } from "../database/registry-database.js";
import { SqliteRegistryReader } from "../sqlite-registry-reader.js";
import { SqliteRegistryStore } from "../sqlite-registry-store.js";

const TAG = "transformers.js";
const LATER = "2024-03-01T00:00:00.000Z";
const TEXT = { title: "", task: "", tags: "", summary: "", lead: "", body: "" };
const describeModel = () => ({ text: TEXT, embeddingText: "", profile: BARE_PROFILE });

describe("the local endpoint of a model", () => {
  let folder: string;
  let db: RegistryDatabase;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "local-"));
    db = RegistryDatabase.open(join(folder, "registry.sqlite"));
  });
  afterEach(() => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const put = (...records: (Partial<ModelRecord> & { id: string })[]) =>
    new SqliteRegistryStore(db, describeModel).commitPage(records.map(testRecord), testCursor());
  const tasksOf = async (id: string) =>
    (await new SqliteRegistryReader(db, describeModel).entry(id))?.endpoints.map(({ task }) => task);

  it("comes with the tag and the task, and goes with either, whatever other models have", async () => {
    await put(
      { id: "a/tagged", tags: [TAG] },
      { id: "b/tagged", tags: [TAG] },
      { id: "c/untagged", tags: ["onnx"] },
      { id: "d/no-task", tags: [TAG], task: null },
    );
    const all = ["a/tagged", "b/tagged", "c/untagged", "d/no-task"];
    const kind = ["text-classification"];
    expect(await Promise.all(all.map(tasksOf))).toEqual([kind, kind, [], []]);
    await put({ id: "b/tagged", tags: ["onnx"], lastModified: LATER });
    expect(await Promise.all(all.map(tasksOf))).toEqual([kind, [], [], []]);
    await put({ id: "a/tagged", tags: [TAG], task: null, lastModified: LATER });
    expect(await Promise.all(all.map(tasksOf))).toEqual([[], [], [], []]);
  });

  it("is for the task that a former name stands for, and for an unknown one as it is", async () => {
    await put(
      { id: "a/chat", tags: [TAG], task: "conversational" },
      { id: "b/new", tags: [TAG], task: "to-smell" },
    );
    expect(await tasksOf("a/chat")).toEqual(["text-generation"]);
    expect(await tasksOf("b/new")).toEqual(["to-smell"]);
  });
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BARE_PROFILE, type DescribeModel } from "../../ports/describe-model.js";
import { testCursor, testRecord } from "../../testing/test-record.js";
import { RegistryDatabase } from "../database/registry-database.js";
import { models as schemaModels } from "../database/schema.js";
import type { ModelRow } from "../records/model-row.js";
import { SqliteRegistryStore } from "../sqlite-registry-store.js";
import { TextIndex } from "./text-index.js";

const describeModel: DescribeModel = ({ id }) => ({
  text: { title: id, task: "", tags: "", summary: "", lead: "", body: "" },
  embeddingText: id,
  profile: BARE_PROFILE,
});

describe("TextIndex.together", () => {
  let folder: string;
  let db: RegistryDatabase;
  let texts: TextIndex;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "texts-"));
    db = RegistryDatabase.open(join(folder, "registry.sqlite"));
    texts = new TextIndex(db, describeModel);
    const records = Array.from({ length: 20 }, (_, n) => testRecord({ id: `owner/zebra-${n}` }));
    await new SqliteRegistryStore(db, describeModel).commitPage(records, testCursor());
  });
  afterEach(() => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const models = () => db.orm.select().from(schemaModels).all();
  const withText = () =>
    db.sql.prepare<[], number>("SELECT rowid FROM texts('zebra') ORDER BY 1").pluck().all();
  const refreshAll = (rows: readonly ModelRow[]) => {
    for (const row of rows) texts.refresh(row);
  };
  /** The pieces that FTS5 keeps its words in, by the number in the ids of their pages (fts5_index.c). */
  const segments = () =>
    db.sql
      .prepare<[], number>("SELECT count(DISTINCT (id >> 37) & 65535) FROM texts_data WHERE id > 10")
      .pluck()
      .get();

  it("writes texts in one piece, whatever the order in which they were asked for", () => {
    const rows = models();
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: 2 }), (some) => {
        db.sql.exec("INSERT INTO texts (texts) VALUES ('optimize')");
        db.write(() => texts.together(() => refreshAll(some)));
        expect(segments()).toBeLessThanOrEqual(2);
        expect(withText()).toEqual(rows.map(({ row }) => row));
      }),
      { numRuns: 20 },
    );
  });

  it("writes no text of a model that was removed since it was asked for", () => {
    const [first, second] = models();
    if (first === undefined || second === undefined) throw new Error("two models were stored");
    db.write(() =>
      texts.together(() => {
        texts.refresh(second);
        texts.refresh(first);
        texts.remove(second.row);
      }),
    );
    expect(withText()).toContain(first.row);
    expect(withText()).not.toContain(second.row);
  });

  it("forgets what was asked for when the work fails", () => {
    const [first] = models();
    if (first === undefined) throw new Error("a model was stored");
    const fail = () =>
      texts.together(() => {
        texts.remove(first.row);
        texts.refresh(first);
        throw new Error("disk full");
      });
    expect(() => db.write(fail)).toThrow("disk full");
    db.write(() => texts.together(() => undefined));
    expect(withText()).toContain(first.row);
  });
});

import { join } from "node:path";
import { describeModel } from "../cards/card-text.js";
import { RegistryDatabase } from "../store/registry-database.js";
import { SqliteIndexGenerations } from "../store/sqlite-index-generations.js";
import { SqliteRegistryReader } from "../store/sqlite-registry-reader.js";
import { SqliteRegistryStore } from "../store/sqlite-registry-store.js";
import { settleTotals } from "../store/text-averages.js";
import { testCursor, testRecord } from "./test-record.js";

/** A registry in a folder, for tests of what is published of its texts. */
export interface StoredWords {
  readonly reader: SqliteRegistryReader;
  readonly generations: SqliteIndexGenerations;
  /** Writes models of these ids, all of them translators. */
  put(ids: readonly string[]): Promise<void>;
  close(): void;
}

/** Opens an empty registry in a folder. */
export function openStoredWords(folder: string): StoredWords {
  const db = RegistryDatabase.open(join(folder, "registry.sqlite"));
  const store = new SqliteRegistryStore(db, describeModel);
  return {
    reader: new SqliteRegistryReader(db, describeModel),
    generations: new SqliteIndexGenerations(db),
    put: async (ids) => {
      await store.commitPage(
        ids.map((id) => testRecord({ id, task: "translation" })),
        testCursor(),
      );
      settleTotals(db);
    },
    close: () => db.close(),
  };
}

import { gt } from "drizzle-orm";
import type { RegistryDatabase } from "../database/registry-database.js";
import { models } from "../database/schema.js";
import type { TextIndex } from "./text-index.js";

/** Texts written in one transaction. */
const BATCH = 500;

/**
 * Rewrites the searched text of every model, batch by batch, each committed, and returns their number. Changed texts
 * are marked for the embedder. A damaged full-text table is emptied first; until the end, searches then find only what
 * is written. If interrupted, it starts again.
 * @throws the signal's reason when aborted.
 */
export async function rebuildTexts(
  db: RegistryDatabase,
  texts: TextIndex,
  signal?: AbortSignal,
): Promise<number> {
  db.write(() => {
    if (!isSound(db)) db.sql.exec("INSERT INTO texts (texts) VALUES ('rebuild')");
    db.sql.exec("DELETE FROM texts WHERE rowid NOT IN (SELECT row FROM models)");
  });
  let [count, last] = [0, 0];
  for (;;) {
    signal?.throwIfAborted();
    const after = db.orm.select().from(models).where(gt(models.row, last)).orderBy(models.row).limit(BATCH);
    const batch = db.read(() => after.all());
    const end = batch.at(-1);
    if (end === undefined) break;
    db.write(() => {
      for (const row of batch) texts.refresh(row);
    });
    count += batch.length;
    last = end.row;
    // Lets a signal arrive: everything else here is synchronous.
    await new Promise(setImmediate);
  }
  db.write(() => db.sql.exec("INSERT INTO texts (texts) VALUES ('optimize')"));
  return count;
}

/** FTS5 checks itself by a write that writes nothing; what it finds it throws. */
function isSound(db: RegistryDatabase): boolean {
  try {
    db.sql.exec("INSERT INTO texts (texts) VALUES ('integrity-check')");
    return true;
  } catch {
    // Whatever it is that stands in the way, the table is made again from the models.
    return false;
  }
}

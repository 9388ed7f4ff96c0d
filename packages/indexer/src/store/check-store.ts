import { isFault } from "@hugginggpt/shared";
import { inArray } from "drizzle-orm";
import type { Check } from "../ports/verification.js";
import type { RegistryDatabase } from "./database/registry-database.js";
import { models } from "./database/schema.js";
import { storeFault } from "./database/store-fault.js";
import type { ModelRow } from "./records/model-row.js";
import { numberIn } from "./statements/bookkeeping.js";
import {
  checkOf,
  type Found,
  REBUILD,
  SAMPLED,
  SYNC,
  VECTOR_FACTS,
  vectorsFound,
} from "./statements/checks.js";
import { matchAny } from "./texts/fts-expression.js";
import { hashOf, type TextIndex } from "./texts/text-index.js";

const ANEW = "Move the database away and run `indexer sync` to build it again.";

/** Checks a registry's database, each check by itself, and returns what was found. Writes nothing. */
export function checkStore(db: RegistryDatabase, texts: TextIndex): Check[] {
  return [
    pagesCheck(db),
    check("orphans", ANEW, () => orphansIn(db)),
    check("full text", REBUILD, () => textsFound(db, texts)),
    check("vectors", SYNC, () => db.read(() => vectorsFound(db.query(VECTOR_FACTS)))),
  ];
}

/** A check that throws has failed: a damaged page may lie anywhere. */
function check(name: string, next: string, work: () => Found): Check {
  return guarded(name, next, () => checkOf(name, next, work()));
}

function guarded(name: string, next: string, work: () => Check): Check {
  try {
    return work();
  } catch (error) {
    const fault = storeFault(error, "the database");
    if (!isFault(fault)) throw fault;
    return { name, ok: false, detail: fault.message, next };
  }
}

function pagesCheck(db: RegistryDatabase): Check {
  const name = "database";
  return guarded(name, ANEW, () => {
    const answers = db.read(() => db.sql.prepare<[], string>("PRAGMA quick_check(5)").pluck().all());
    const wrong = answers.filter((answer) => answer !== "ok");
    if (wrong.length > 0) return { name, ok: false, detail: wrong.join("; "), next: ANEW };
    return {
      name,
      ok: true,
      detail: `${count(db, "SELECT count(*) AS n FROM models")} models, every page sound`,
    };
  });
}

function orphansIn(db: RegistryDatabase): Found {
  const broken = db.read(() => db.sql.prepare<[], { table: string }>("PRAGMA foreign_key_check").all());
  const tables = [...new Set(broken.map(({ table }) => table))];
  return {
    looked: "no card, endpoint, vector or alias without its model",
    counts: [[broken.length, `rows of ${tables.join(", ")} without their model`]],
  };
}

function textsFound(db: RegistryDatabase, texts: TextIndex): Found {
  const missing = count(db, "SELECT count(*) AS n FROM models WHERE row NOT IN (SELECT rowid FROM texts)");
  const extra = count(db, "SELECT count(*) AS n FROM texts WHERE rowid NOT IN (SELECT row FROM models)");
  const sample = db.read(() => sampled(db));
  let [changed, lost] = [0, 0];
  for (const row of sample) {
    const { text, embeddingText } = texts.textOf(row);
    if (row.textHash !== hashOf(embeddingText)) changed++;
    const match = matchAny(text.title.split(" ").slice(0, 1));
    if (match !== null && db.query(FIND, [match, row.row]).length === 0) lost++;
  }
  return {
    looked: `in step with the models; ${sample.length} compared word by word`,
    counts: [
      [missing, "models without a searched text"],
      [extra, "searched texts without a model"],
      [changed, `of ${sample.length} sampled texts are out of date`],
      [lost, `of ${sample.length} sampled models are not found by their name`],
    ],
  };
}

const FIND = "SELECT 1 FROM texts WHERE texts MATCH $1 AND rowid = $2";

/** Returns rows spread evenly over all; all rows if there are no more than the sample. */
function sampled(db: RegistryDatabase): ModelRow[] {
  const all = db.sql.prepare<[], number>("SELECT row FROM models ORDER BY row").pluck().all();
  const step = Math.max(1, all.length / SAMPLED);
  const chosen = all.filter((_, i) => Math.floor(i % step) === 0);
  return db.orm.select().from(models).where(inArray(models.row, chosen)).all();
}

function count(db: RegistryDatabase, query: string): number {
  return db.read(() => numberIn(db.query(query)));
}

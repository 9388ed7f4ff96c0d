import { isFault } from "@hugginggpt/shared";
import { inArray } from "drizzle-orm";
import type { Check } from "../ports/verification.js";
import type { RegistryDatabase } from "./database/registry-database.js";
import { models } from "./database/schema.js";
import { storeFault } from "./database/store-fault.js";
import type { ModelRow } from "./records/model-row.js";
import { matchAny } from "./texts/fts-expression.js";
import { hashOf, type TextIndex } from "./texts/text-index.js";

/** Models whose texts are made again and compared: enough to notice one wrong in a hundred, and a second of work. */
const SAMPLE = 500;

const SYNC = "Run `indexer sync`.";
const REBUILD = "Run `indexer rebuild`.";
const ANEW = "Move the database away and run `indexer sync` to build it again.";

/** Returns what is sound and what is not of a registry's database, each check by itself. Writes nothing. */
export function checkStore(db: RegistryDatabase, texts: TextIndex): Check[] {
  return [
    check("database", ANEW, () => problemsOf(db)),
    check("orphans", ANEW, () => orphansOf(db)),
    check("full text", REBUILD, () => textProblems(db, texts)),
    check("vectors", SYNC, () => vectorProblems(db)),
  ];
}

/** A check that throws has failed: a damaged page may lie anywhere. */
function check(name: string, next: string, work: () => Found): Check {
  try {
    const { looked, wrong } = work();
    if (wrong.length === 0) return { name, ok: true, detail: looked };
    return { name, ok: false, detail: wrong.join("; "), next };
  } catch (error) {
    const fault = storeFault(error, "the database");
    if (!isFault(fault)) throw fault;
    return { name, ok: false, detail: fault.message, next };
  }
}

interface Found {
  /** What was examined, for where nothing is wrong. */
  readonly looked: string;
  readonly wrong: readonly string[];
}

function problemsOf(db: RegistryDatabase): Found {
  const answers = db.read(() => db.sql.prepare<[], string>("PRAGMA quick_check(5)").pluck().all());
  const models = count(db, "SELECT count(*) FROM models");
  return { looked: `${models} models, every page sound`, wrong: answers.filter((answer) => answer !== "ok") };
}

function orphansOf(db: RegistryDatabase): Found {
  const broken = db.read(() => db.sql.prepare<[], { table: string }>("PRAGMA foreign_key_check").all());
  const tables = [...new Set(broken.map(({ table }) => table))];
  return {
    looked: "no card, endpoint, vector or alias without its model",
    wrong: tables.length === 0 ? [] : [`${broken.length} rows of ${tables.join(", ")} without their model`],
  };
}

function textProblems(db: RegistryDatabase, texts: TextIndex): Found {
  const wrong = [
    counted(
      count(db, "SELECT count(*) FROM models WHERE row NOT IN (SELECT rowid FROM texts)"),
      "models without a searched text",
    ),
    counted(
      count(db, "SELECT count(*) FROM texts WHERE rowid NOT IN (SELECT row FROM models)"),
      "searched texts without a model",
    ),
  ];
  const sample = db.read(() => sampled(db));
  let changed = 0;
  let lost = 0;
  const find = db.statement<[string, number], number>(
    "SELECT 1 FROM texts WHERE texts MATCH ? AND rowid = ?",
  );
  for (const row of sample) {
    const { text, embeddingText } = texts.textOf(row);
    if (row.textHash !== hashOf(embeddingText)) changed++;
    const match = matchAny(text.title.split(" ").slice(0, 1));
    if (match !== null && find.pluck().get(match, row.row) === undefined) lost++;
  }
  wrong.push(counted(changed, `of ${sample.length} sampled texts are out of date`));
  wrong.push(counted(lost, `of ${sample.length} sampled models are not found by their name`));
  return {
    looked: `in step with the models; ${sample.length} compared word by word`,
    wrong: wrong.filter((line) => line !== ""),
  };
}

/** Rows spread evenly over all; all of them where there are no more than the sample. */
function sampled(db: RegistryDatabase): ModelRow[] {
  const all = db.sql.prepare<[], number>("SELECT row FROM models ORDER BY row").pluck().all();
  const step = Math.max(1, all.length / SAMPLE);
  const chosen = all.filter((_, i) => Math.floor(i % step) === 0);
  return db.orm.select().from(models).where(inArray(models.row, chosen)).all();
}

function vectorProblems(db: RegistryDatabase): Found {
  const stale = count(
    db,
    `SELECT count(*) FROM models LEFT JOIN vectors USING (row)
     WHERE NOT models.needs_vector AND (vectors.text_hash IS NULL OR vectors.text_hash <> models.text_hash)`,
  );
  const strange = count(
    db,
    "SELECT count(*) FROM vectors WHERE embedder <> (SELECT value FROM meta WHERE key = 'embedder')",
  );
  const bytes = "4 * (SELECT value FROM meta WHERE key = 'dimension')";
  const short = count(db, `SELECT count(*) FROM vectors WHERE length(data) <> ${bytes}`);
  const waiting = count(db, "SELECT count(*) FROM models WHERE needs_vector");
  const vectors = count(db, "SELECT count(*) FROM vectors");
  return {
    looked: `${vectors} of the present texts${waiting === 0 ? "" : `, ${waiting} texts still to embed`}`,
    wrong: [
      counted(stale, "vectors are of a former text and not marked"),
      counted(strange, "vectors are of another embedder"),
      counted(short, "vectors are of another dimension"),
    ].filter((line) => line !== ""),
  };
}

function counted(number: number, what: string): string {
  return number === 0 ? "" : `${number} ${what}`;
}

function count(db: RegistryDatabase, query: string): number {
  return db.read(() => db.sql.prepare<[], number>(query).pluck().get()) ?? 0;
}

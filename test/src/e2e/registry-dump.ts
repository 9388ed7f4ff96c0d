import { createHash } from "node:crypto";
import { join } from "node:path";
import Database from "better-sqlite3";

/** Tables of bookkeeping: positions, turns, dates, the lock, index generations; SQLite's own; the full text. */
const LEFT_OUT = /^(sqlite_|texts|meta$|cursors$|provider_turns$|full_passes$|index_generations$|writer$)/;

/** What a registry knows, a line for each row, in order. */
export interface RegistryDump {
  readonly models: readonly string[];
  readonly cards: readonly string[];
  readonly endpoints: readonly string[];
  readonly vectors: readonly string[];
  /** Each model's full text by a hash of its terms and their places. */
  readonly texts: readonly string[];
  /** Name and dimension of the embedder. */
  readonly embedder: readonly string[];
  /** Every other table that is no bookkeeping. */
  readonly others: Readonly<Record<string, readonly string[]>>;
}

/** Opens the registry of a home to be read. The caller closes it. */
export function openRegistryFile(home: string): Database.Database {
  return new Database(join(home, "registry.sqlite"), { readonly: true, fileMustExist: true });
}

/** Returns every row of every table of truth, row numbers and change numbers included; BLOBs by their hash. */
export function dumpRegistry(home: string): RegistryDump {
  const db = openRegistryFile(home);
  try {
    const core = ["models", "cards", "endpoints", "vectors"];
    const others = tables(db).filter((name) => !core.includes(name) && !LEFT_OUT.test(name));
    return {
      models: rows(db, "models"),
      cards: rows(db, "cards"),
      endpoints: rows(db, "endpoints"),
      vectors: rows(db, "vectors"),
      texts: fullText(db),
      embedder: rows(db, "meta WHERE key IN ('embedder', 'dimension')"),
      others: Object.fromEntries(others.map((name) => [name, rows(db, name)])),
    };
  } finally {
    db.close();
  }
}

function tables(db: Database.Database): string[] {
  return db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
}

function rows(db: Database.Database, from: string): string[] {
  return db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${from}`).all().map(line).sort();
}

function line(row: Record<string, unknown>): string {
  const shown = Object.entries(row).map(([name, value]) => [
    name,
    Buffer.isBuffer(value) ? hashOf(value) : value,
  ]);
  return JSON.stringify(Object.fromEntries(shown));
}

function hashOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The table keeps no text of its own, only an index. */
function fullText(db: Database.Database): string[] {
  db.exec("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, texts, instance)");
  const hashes = new Map<number, ReturnType<typeof createHash>>();
  const instances = db
    .prepare<[], { doc: number; col: string; term: string; offset: number }>(
      "SELECT doc, col, term, offset FROM temp.terms ORDER BY doc, col, offset, term",
    )
    .iterate();
  for (const { doc, col, term, offset } of instances) {
    const hash = hashes.get(doc) ?? createHash("sha256");
    hashes.set(doc, hash.update(`${col} ${offset} ${term}\n`));
  }
  return [...hashes].map(([doc, hash]) => `${doc} ${hash.digest("hex")}`);
}

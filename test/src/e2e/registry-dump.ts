import { createHash } from "node:crypto";
import { join } from "node:path";
import Database from "better-sqlite3";

/** The tables that hold what the registry knows. Left out: positions, dates, the lock, index generations. */
const TABLES = {
  models: "SELECT * FROM models ORDER BY row",
  languages: "SELECT * FROM model_languages ORDER BY row, language",
  cards: "SELECT * FROM cards ORDER BY row",
  endpoints: "SELECT * FROM endpoints ORDER BY row, provider, task, target",
  vectors: "SELECT * FROM vectors ORDER BY row",
  embedder: "SELECT * FROM meta WHERE key IN ('embedder', 'dimension') ORDER BY key",
} as const;

export type RegistryDump = Readonly<Record<keyof typeof TABLES | "texts", readonly string[]>>;

/** Opens the registry of a home to be read. The caller closes it. */
export function openRegistryFile(home: string): Database.Database {
  return new Database(join(home, "registry.sqlite"), { readonly: true, fileMustExist: true });
}

/**
 * Returns every row of every table of truth, row numbers and change numbers included, a line each; vectors by their
 * hash, the full text by its terms and their places.
 */
export function dumpRegistry(home: string): RegistryDump {
  const db = openRegistryFile(home);
  try {
    const rows = (sql: string) => db.prepare<[], Record<string, unknown>>(sql).all().map(line);
    return {
      models: rows(TABLES.models),
      languages: rows(TABLES.languages),
      cards: rows(TABLES.cards),
      endpoints: rows(TABLES.endpoints),
      vectors: rows(TABLES.vectors),
      embedder: rows(TABLES.embedder),
      texts: fullText(db),
    };
  } finally {
    db.close();
  }
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

/** The table keeps no text of its own, only an index: each document is told by a hash of its terms. */
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

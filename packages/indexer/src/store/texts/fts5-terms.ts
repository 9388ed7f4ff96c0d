import Database from "better-sqlite3";
import { TOKENIZER } from "../database/migrations.js";

/** Whatever else ASCII has parts terms in every text. */
const PIECES = /[0-9A-Za-z\u0080-\uffff]+/g;
/** Characters of pieces in memory at most; the terms of a registry's 58,000 models have a million. */
const MAX_HELD = 4_000_000;

/**
 * Takes texts apart into terms exactly as the full-text table of SQLite does, for a database that has no such table:
 * FTS5 does it, in memory, once for each piece of text between two signs.
 */
export class Fts5Terms {
  readonly #known = new Map<string, readonly string[]>();
  #held = 0;
  #learn: ((pieces: readonly string[]) => readonly (readonly string[])[]) | null = null;

  /** Returns the terms of each text, in their order. */
  of(texts: readonly string[]): string[][] {
    const parted: (readonly string[])[] = texts.map((text) => text.match(PIECES) ?? []);
    const missing = new Set<string>();
    for (const pieces of parted) for (const piece of pieces) if (!this.#known.has(piece)) missing.add(piece);
    if (missing.size > 0) this.#remember([...missing]);
    const terms = parted.map((pieces) => pieces.flatMap((piece) => this.#known.get(piece) ?? []));
    if (this.#held > MAX_HELD) this.#forget();
    return terms;
  }

  #remember(pieces: readonly string[]): void {
    this.#learn ??= openFts5();
    const learnt = this.#learn(pieces);
    for (const [i, piece] of pieces.entries()) {
      this.#known.set(piece, learnt[i] ?? []);
      this.#held += piece.length;
    }
  }

  #forget(): void {
    this.#known.clear();
    this.#held = 0;
  }
}

/** Returns what has FTS5 take texts apart, in a database of its own in memory. */
function openFts5() {
  const sql = new Database(":memory:");
  sql.exec(`CREATE VIRTUAL TABLE texts USING fts5(text, content='', ${TOKENIZER});
    CREATE VIRTUAL TABLE terms USING fts5vocab(texts, instance)`);
  const write = sql.prepare<[number, string]>("INSERT INTO texts (rowid, text) VALUES (?, ?)");
  const read = sql.prepare<[], [number, number, string]>("SELECT doc, offset, term FROM terms").raw();
  const empty = sql.prepare("INSERT INTO texts (texts) VALUES ('delete-all')");
  return sql.transaction((texts: readonly string[]) => {
    for (const [i, text] of texts.entries()) write.run(i, text);
    const found: string[][] = texts.map(() => []);
    for (const [i, offset, term] of read.all()) (found[i] ?? [])[offset] = term;
    empty.run();
    return found;
  });
}

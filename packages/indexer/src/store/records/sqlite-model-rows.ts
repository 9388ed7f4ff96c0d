import { eq, type Placeholder, sql } from "drizzle-orm";
import type { RegistryDatabase } from "../database/registry-database.js";
import { cards, endpoints, models } from "../database/schema.js";
import { COLUMNS, type ModelRow, type NewModelRow } from "./model-row.js";
import type { CardRow, ModelRows } from "./model-rows.js";

const REOPEN_CARD = "UPDATE cards SET state = 'none' WHERE row = ?";
const FORMERLY = `
  SELECT id FROM models WHERE hub_id = ? AND source = 'hub' AND pass < ? AND id <> ? ORDER BY row LIMIT 1`;
const PUT_CARD = `
  INSERT OR REPLACE INTO cards (row, state, text, summary, sha, etag, without_token)
  VALUES (?, ?, ?, ?, ?, ?, ?)`;
const PUT_LOCAL = `
  INSERT OR IGNORE INTO endpoints (row, kind, provider, task, status, target)
  VALUES (?, 'local', 'transformers.js', ?, 'live', '')`;

/** The rows in SQLite, read and written at once. */
export class SqliteModelRows implements ModelRows {
  readonly #db: RegistryDatabase;
  readonly #find;
  readonly #insert;
  readonly #card;

  constructor(db: RegistryDatabase) {
    this.#db = db;
    this.#find = atFirstUse(() =>
      db.orm
        .select()
        .from(models)
        .where(eq(models.id, sql.placeholder("id")))
        .prepare(),
    );
    // The cast: a placeholder for each column, which the compiler does not follow through the list.
    const given = Object.fromEntries(COLUMNS.map((name) => [name, sql.placeholder(name)])) as Record<
      keyof NewModelRow,
      Placeholder
    >;
    this.#insert = atFirstUse(() => db.orm.insert(models).values(given).returning().prepare());
    this.#card = atFirstUse(() =>
      db.orm
        .select()
        .from(cards)
        .where(eq(cards.row, sql.placeholder("row")))
        .prepare(),
    );
  }

  find(id: string): ModelRow | undefined {
    return this.#find().get({ id });
  }

  formerly(hubId: string, pass: number, id: string): ModelRow | undefined {
    const former = this.#db.statement<[string, number, string], { readonly id: string }>(FORMERLY);
    const found = former.get(hubId, pass, id);
    return found && this.find(found.id);
  }

  insert(values: NewModelRow): ModelRow {
    return this.#insert().get({ ...values });
  }

  update({ row }: ModelRow, values: Partial<ModelRow>): void {
    this.#db.orm.update(models).set(values).where(eq(models.row, row)).run();
  }

  remove(row: number): void {
    this.#db.orm.delete(models).where(eq(models.row, row)).run();
  }

  forget(row: number): void {
    this.#db.orm.delete(cards).where(eq(cards.row, row)).run();
    this.#db.orm.delete(endpoints).where(eq(endpoints.row, row)).run();
  }

  reopenCard(row: number): void {
    this.#db.statement<[number]>(REOPEN_CARD).run(row);
  }

  putLanguages(row: number, languages: readonly string[]): void {
    this.#db.statement<[number]>("DELETE FROM model_languages WHERE row = ?").run(row);
    const put = this.#db.statement<[number, string]>("INSERT OR IGNORE INTO model_languages VALUES (?, ?)");
    for (const language of languages) put.run(row, language);
  }

  putLocalTask(row: number, task: string | null): void {
    this.#db.statement<[number]>("DELETE FROM endpoints WHERE row = ? AND kind = 'local'").run(row);
    if (task !== null) this.#db.statement<[number, string]>(PUT_LOCAL).run(row, task);
  }

  putAlias(id: string, row: number, from?: number): void {
    if (from !== undefined) {
      this.#db.statement<[number, number]>("UPDATE aliases SET row = ? WHERE row = ?").run(row, from);
    }
    this.#db
      .statement<[string, number]>("INSERT OR REPLACE INTO aliases (id, row) VALUES (?, ?)")
      .run(id, row);
  }

  removeAlias(id: string): void {
    this.#db.statement<[string]>("DELETE FROM aliases WHERE id = ?").run(id);
  }

  card(row: number): CardRow | undefined {
    return this.#card().get({ row });
  }

  putCard(card: CardRow): void {
    this.#db
      .statement<(string | number | null)[]>(PUT_CARD)
      .run(card.row, card.state, card.text, card.summary, card.sha, card.etag, Number(card.withoutToken));
  }
}

/** Returns what gives a thing that is made when it is first asked for, and once. */
function atFirstUse<T>(make: () => T): () => T {
  let made: { readonly it: T } | null = null;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
}

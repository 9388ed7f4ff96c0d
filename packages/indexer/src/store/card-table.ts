import type { CardResult, CardTodo } from "@hugginggpt/shared";
import { eq } from "drizzle-orm";
import type { ModelTable } from "./model-table.js";
import type { RegistryDatabase } from "./registry-database.js";
import { cards } from "./schema.js";
import type { TextIndex } from "./text-index.js";

/**
 * Hub models whose card was not read at their present sha; cards that failed come last, so that they cannot keep
 * others waiting. Runnable models first, then the most downloaded.
 */
const TODO = `
  SELECT models.id, models.sha, models.gated IS NOT NULL AS gated, cards.etag
  FROM models LEFT JOIN cards ON cards.row = models.row
  WHERE models.source = 'hub'
    AND (cards.row IS NULL OR cards.state IN ('none', 'failed') OR cards.sha IS NOT models.sha)
  ORDER BY
    cards.state IS 'failed',
    EXISTS (SELECT 1 FROM endpoints WHERE endpoints.row = models.row AND endpoints.status = 'live') DESC,
    models.downloads DESC,
    models.row
  LIMIT ?`;

/** Reads and writes cards. Writing methods belong inside a transaction. */
export class CardTable {
  readonly #db: RegistryDatabase;
  readonly #models: ModelTable;
  readonly #texts: TextIndex;

  constructor(db: RegistryDatabase, modelTable: ModelTable, texts: TextIndex) {
    this.#db = db;
    this.#models = modelTable;
    this.#texts = texts;
  }

  todo(limit: number): CardTodo[] {
    return this.#db.sql
      .prepare<[number], { id: string; sha: string | null; gated: number; etag: string | null }>(TODO)
      .all(limit)
      .map((row) => ({ ...row, gated: row.gated === 1 }));
  }

  /** Writes how reading a card ended; nothing for an id that is gone. */
  put(result: CardResult): void {
    const model = this.#models.find(result.id);
    if (model === undefined) return;
    const stored = this.#db.orm.select().from(cards).where(eq(cards.row, model.row)).get();
    const kept = result.state === "missing" ? null : stored;
    const card = result.card ?? { text: kept?.text ?? null, summary: kept?.summary ?? null };
    const values = {
      state: result.state,
      text: card.text,
      summary: card.summary,
      sha: result.sha,
      etag: result.etag ?? kept?.etag ?? null,
    };
    this.#db.orm
      .insert(cards)
      .values({ row: model.row, ...values })
      .onConflictDoUpdate({ target: cards.row, set: values })
      .run();
    if (values.text === (stored?.text ?? null) && values.summary === (stored?.summary ?? null)) return;
    this.#texts.refresh(model);
    this.#texts.refreshDependents(model.id);
  }
}
